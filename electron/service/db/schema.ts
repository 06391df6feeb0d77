/**
 * The tables as Kysely types, written by hand beside the migrations; a test holds them against the
 * migrated schema. Booleans are {@link Flag}s here and become booleans at the store's edge.
 */
import type { Generated, Kysely, Transaction } from 'kysely'
import type { CancelReason } from '#contract/hippotherapy.ts'
import type { Category, Mobility, Sex } from '#contract/people.ts'
import type { Role } from '#contract/team.ts'
import type {
  ChangeId,
  HorseId,
  LocalDate,
  LocalDateTime,
  LocalTime,
  MemberId,
  PersonId,
  PlaceId,
  ResourceId,
  SessionId,
  TemplateId,
  Weekday,
} from '#contract/values.ts'

/** A boolean as SQLite keeps it. */
export type Flag = 0 | 1
export const flag = (value: boolean): Flag => (value ? 1 : 0)

export interface ResourceTable {
  id: ResourceId
  kind: 'person' | 'horse' | 'member' | 'place'
}

export interface PersonTable {
  id: PersonId
  family_name: string
  given_name: string
  patronymic: string | null
  birth_date: LocalDate | null
  sex: Sex | null
  iin: string | null
  iin_missing_reason: string | null
  district: string | null
  phone: string | null
  guardian_name: string | null
  guardian_phone: string | null
  weight_kg: number | null
  height_cm: number | null
  mobility: Mobility | null
  keeps_balance: Flag | null
  sidewalkers_needed: number
  session_limit_minutes: number | null
  statement_from: LocalDate | null
  statement_until: LocalDate | null
  contraindication: string | null
  physician_decision_on: LocalDate | null
  physician_decision: string | null
  precautions: string | null
  consent_on: LocalDate | null
  notes: string | null
  sort_key: string
  folded_name: string
}

export interface PersonCategoryTable {
  person_id: PersonId
  category: Category
  from_date: LocalDate | null
  until_date: LocalDate | null
  position: number
}

export interface PersonWordTable {
  word: string
  sort_key: string
  person_id: PersonId
}

export interface HorseTable {
  id: HorseId
  name: string
  birth_year: number
  mass_kg: number
  height_cm: number | null
  temper: string | null
  daily_warn_minutes: number | null
  daily_block_minutes: number | null
  rest_minutes: number | null
  load_percent: number | null
  tack_kg: number | null
  active: Flag
  notes: string | null
  sort_key: string
}

export interface HorseAbsenceTable {
  horse_id: HorseId
  from_date: LocalDate
  until_date: LocalDate
  reason: string | null
}

export interface MemberTable {
  id: MemberId
  family_name: string
  given_name: string
  patronymic: string | null
  subject: string | null
  volunteer: Flag
  phone: string | null
  active: Flag
  sort_key: string
}

export interface MemberRoleTable {
  member_id: MemberId
  role: Role
}

export interface MemberHoursTable {
  member_id: MemberId
  weekday: Weekday
  from_time: LocalTime
  until_time: LocalTime
}

export interface PlaceTable {
  id: PlaceId
  name: string
  lane: string | null
  use: 'arena' | 'studio' | 'cabinet'
  active: Flag
  sort_key: string
}

export interface SlotTable {
  weekday: Weekday
  start: LocalTime
  minutes: number
  place_id: PlaceId
}

export interface RoomTable {
  id: string
  building: string
  floor: number
  number: string
  beds: number
  accessible: Flag
  for_whom: 'women' | 'men' | 'family' | 'any'
  note: string | null
}

export interface StudioEnrolmentTable {
  person_id: PersonId
  studio: string
  group_name: string
  joined_on: LocalDate
}

export interface CourseEnrolmentTable {
  person_id: PersonId
  arrival_on: LocalDate
  wheelchair: Flag
  companion_name: string | null
  diet: string | null
  share_with_name: string | null
}

export interface SettingTable {
  key: string
  value: string
}

export interface ClosedDayTable {
  date: LocalDate
  name: string
}

export interface TemplateTable {
  id: TemplateId
  days: string
  start: LocalTime
  minutes: number
  valid_from: LocalDate
  valid_until: LocalDate
  client_id: PersonId
  horse_id: HorseId
  place_id: PlaceId
  instructor_id: MemberId | null
  therapist_id: MemberId | null
  leader_id: MemberId | null
  sidewalker_1_id: MemberId | null
  sidewalker_2_id: MemberId | null
  rider_behind_kg: number
}

export interface SessionTable {
  id: SessionId
  date: LocalDate
  start: LocalTime
  minutes: number
  client_id: PersonId
  horse_id: HorseId
  place_id: PlaceId
  instructor_id: MemberId | null
  therapist_id: MemberId | null
  leader_id: MemberId | null
  sidewalker_1_id: MemberId | null
  sidewalker_2_id: MemberId | null
  rider_behind_kg: number
  template_id: TemplateId | null
  template_date: LocalDate | null
  by_hand: Flag
  override_reason: string | null
  cancel_reason: CancelReason | null
  cancel_note: string | null
  marked: Generated<Flag>
}

export interface ClaimTable {
  resource_id: ResourceId
  starts_at: LocalDateTime
  ends_at: LocalDateTime
  session_id: SessionId
}

export interface MarkKindTable {
  code: string
  letter: string
  name_kk: string
  name_ru: string
  name_en: string
  counts_as_present: Flag
  excused: Flag
  position: number
}

export interface AttendanceTable {
  session_id: SessionId
  person_id: PersonId
  mark: string
  remark: string | null
}

export interface AttendanceChangeTable {
  id: string
  session_id: SessionId
  person_id: PersonId
  at: LocalDateTime
  by_id: MemberId | null
  before_mark: string | null
  after_mark: string | null
  remark: string | null
}

export interface ChangeTable {
  id: ChangeId
  at: LocalDateTime
  by_id: MemberId | null
  kind: string
  undone: Flag
}

export interface ChangeStepTable {
  change_id: ChangeId
  position: number
  entity: 'session' | 'template'
  entity_id: string
  before: string | null
  after: string | null
}

export interface Schema {
  resource: ResourceTable
  person: PersonTable
  person_category: PersonCategoryTable
  person_word: PersonWordTable
  horse: HorseTable
  horse_absence: HorseAbsenceTable
  member: MemberTable
  member_role: MemberRoleTable
  member_hours: MemberHoursTable
  place: PlaceTable
  slot: SlotTable
  room: RoomTable
  studio_enrolment: StudioEnrolmentTable
  course_enrolment: CourseEnrolmentTable
  setting: SettingTable
  closed_day: ClosedDayTable
  template: TemplateTable
  session: SessionTable
  claim: ClaimTable
  mark_kind: MarkKindTable
  attendance: AttendanceTable
  attendance_change: AttendanceChangeTable
  change: ChangeTable
  change_step: ChangeStepTable
}

/** Whoever reads: the reading connection, or a transaction. It can select and nothing else. */
export type Reader = Pick<Kysely<Schema>, 'selectFrom' | 'fn'>
/** The write transaction of one command. */
export type Writer = Transaction<Schema>
