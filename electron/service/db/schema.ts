/**
 * The tables as Kysely types, written by hand beside the migrations; a test holds them against the
 * migrated schema. Booleans are {@link Flag}s here and become booleans at the store's edge.
 */
import type { Generated, Kysely, Transaction } from 'kysely'
import type { UnavailableReason } from '#contract/availability.ts'
import type { EnrolmentState, ForWhom } from '#contract/boarding.ts'
import type { NoticeState } from '#contract/notices.ts'
import type { Category, Mobility, Sex } from '#contract/people.ts'
import type { CancelReason, Part, SessionKind } from '#contract/schedule.ts'
import type { MovableFeast } from '#contract/settings.ts'
import type { Studio } from '#contract/studio.ts'
import type { Role } from '#contract/team.ts'
import type { EventKind } from '#contract/trail.ts'
import type {
  AbsenceId,
  AwayId,
  BedId,
  ChangeId,
  ClosureId,
  CourseId,
  CreditId,
  GroupId,
  HorseId,
  Language,
  LocalDate,
  LocalDateTime,
  LocalTime,
  MemberId,
  MembershipId,
  NoticeId,
  PersonId,
  PlaceId,
  ResourceId,
  RoomId,
  SessionId,
  StayId,
  TemplateId,
  Weekday,
} from '#contract/values.ts'

/** A boolean as SQLite keeps it. */
export type Flag = 0 | 1
export const flag = (value: boolean): Flag => (value ? 1 : 0)

/** A group or a course, whose people are on the lists of its sessions. */
export type RosterId = GroupId | CourseId

/** The kinds of session; `listed` are those whose people are those of a roster. */
export interface SessionKindTable {
  kind: SessionKind
  listed: Flag
}

/** Kept by triggers on the tables of groups and courses. */
export interface RosterTable {
  id: RosterId
  kind: SessionKind
}

export interface ResourceTable {
  id: ResourceId
  kind: 'person' | 'horse' | 'member' | 'place' | 'bed' | 'group'
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
  language: Language | null
  weight_kg: number | null
  weighed_on: LocalDate | null
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

/** When something cannot be used: `00:00` and `24:00` where no time is said. */
export interface UnavailabilityTable {
  resource_id: ResourceId
  from_date: LocalDate
  from_time: string
  until_date: LocalDate
  until_time: string
  reason: UnavailableReason
  note: string | null
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
  id: RoomId
  building: string
  floor: number
  number: string
  accessible: Flag
  for_whom: ForWhom
  note: string | null
}

export interface BedTable {
  id: BedId
  room_id: RoomId
  /** From 1. */
  position: number
  /** A bed that was taken out keeps its history. */
  active: Flag
}

/** Nights on which nobody may sleep in a room, both included. */
export interface RoomClosureTable {
  id: ClosureId
  room_id: RoomId
  from_date: LocalDate
  until_date: LocalDate
  reason: string | null
}

export interface StudioGroupTable {
  id: GroupId
  studio: Studio
  name: string
  teacher_id: MemberId | null
  assistant_1_id: MemberId | null
  assistant_2_id: MemberId | null
  place_id: PlaceId | null
  capacity: number
  valid_from: LocalDate
  valid_until: LocalDate
  note: string | null
}

/** The time that a person is in a group: from `joined_on` to the day before `left_on`. */
export interface MembershipTable {
  id: MembershipId
  group_id: GroupId
  person_id: PersonId
  joined_on: LocalDate
  left_on: LocalDate | null
  /** The group of a transfer. */
  went_to_id: GroupId | null
}

export interface WaitingTable {
  group_id: GroupId
  person_id: PersonId
  since: LocalDate
  /** When it was written down: the order within a day. */
  at: string
  note: string | null
}

export interface CourseTable {
  id: CourseId
  name: string
  /** Days of arrival and of departure. */
  from_date: LocalDate
  until_date: LocalDate
  capacity: number
  note: string | null
}

export interface EnrolmentTable {
  course_id: CourseId
  person_id: PersonId
  companion_of_id: PersonId | null
  wheelchair: Flag
  diet: string | null
  note: string | null
  /** A wish for somebody whom nobody has found in the course. */
  share_words: string | null
  state: EnrolmentState
  /** Days of arrival and of departure, as they were; until then as they are planned. */
  from_date: LocalDate
  until_date: LocalDate
  /** As they are planned: what holds again when an arrival or a departure is taken back. */
  planned_from: LocalDate
  planned_until: LocalDate
  /** A coordinator has let them into a full course. */
  over_capacity: Flag
  replaces_id: PersonId | null
  /** When it was written down: the order of the reserve list. */
  at: string
}

/** Nights that somebody of a course sleeps elsewhere: from the first one to the day on which they are back. */
export interface NightsAwayTable {
  id: AwayId
  course_id: CourseId
  person_id: PersonId
  from_date: LocalDate
  until_date: LocalDate
  /** Their bed stays empty for them. */
  bed_kept: Flag
  reason: string | null
}

export interface ShareWishTable {
  course_id: CourseId
  person_id: PersonId
  with_id: PersonId
}

/** A person's nights in a bed: from the first one to the day before `to_date`. Triggers write its claim. */
export interface StayTable {
  id: StayId
  course_id: CourseId
  person_id: PersonId
  bed_id: BedId
  from_date: LocalDate
  to_date: LocalDate
  /** Nobody sleeps in it: the person has the whole room. */
  kept: Flag
  override_reason: string | null
}

export interface SettingTable {
  key: string
  value: string
}

/** A day that people closed, or a public holiday that they opened. */
export interface ClosedDayTable {
  date: LocalDate
  /** Why it is closed; null when it is open. */
  name: string | null
  /** The movable feast of which it is the day. */
  feast: MovableFeast | null
}

export interface TemplateTable {
  id: TemplateId
  kind: SessionKind
  days: string
  interval_weeks: number
  /** From whose week on the weeks of the interval are counted. */
  counted_from: LocalDate
  start: LocalTime
  minutes: number
  valid_from: LocalDate
  valid_until: LocalDate
  /** Null for a group that has no place yet. */
  place_id: PlaceId | null
  led_by_id: MemberId | null
  assistant_1_id: MemberId | null
  assistant_2_id: MemberId | null
  client_id: PersonId | null
  roster_id: RosterId | null
}

/** A day on which a template was decided to make nothing. */
export interface TemplateSkipTable {
  template_id: TemplateId
  date: LocalDate
}

/** Horse and team: what a ride has and other sessions have not. */
export interface RideTemplateTable {
  template_id: TemplateId
  horse_id: HorseId
  therapist_id: MemberId | null
  leader_id: MemberId | null
  sidewalker_1_id: MemberId | null
  sidewalker_2_id: MemberId | null
  rider_behind_kg: number
}

export interface SessionTable {
  id: SessionId
  kind: SessionKind
  date: LocalDate
  start: LocalTime
  minutes: number
  place_id: PlaceId
  /** The instructor, teacher or psychologist. */
  led_by_id: MemberId | null
  assistant_1_id: MemberId | null
  assistant_2_id: MemberId | null
  roster_id: RosterId | null
  /** What it is called, when it is not called after its people or its roster. */
  title: string | null
  template_id: TemplateId | null
  template_date: LocalDate | null
  by_hand: Flag
  override_reason: string | null
  cancel_reason: CancelReason | null
  cancel_note: string | null
  /** People on its list without a mark; kept by triggers. */
  unmarked: Generated<number>
}

/** What a family last knew of a session, what stands, and whether they have been told. */
export interface NoticeTable {
  id: NoticeId
  /** The change that it came by, the last one of several. */
  change_id: ChangeId
  session_id: SessionId
  person_id: PersonId
  kind: SessionKind
  /** What the session is called, when it is not called after the person. */
  title: string | null
  /** Why it does not take place. */
  cancel_reason: CancelReason | null
  state: NoticeState
  /** Who told them, or did not reach them, and when. */
  by_id: MemberId | null
  at: LocalDateTime | null
  /** The change that said so: of several that were told, the last one is what the family knows. */
  ticked_by: ChangeId | null
  known_date: LocalDate | null
  known_start: LocalTime | null
  known_place_id: PlaceId | null
  known_led_by_id: MemberId | null
  known_horse_id: HorseId | null
  now_date: LocalDate | null
  now_start: LocalTime | null
  now_place_id: PlaceId | null
  now_led_by_id: MemberId | null
  now_horse_id: HorseId | null
}

export interface RideTable {
  session_id: SessionId
  horse_id: HorseId
  therapist_id: MemberId | null
  leader_id: MemberId | null
  sidewalker_1_id: MemberId | null
  sidewalker_2_id: MemberId | null
  rider_behind_kg: number
}

export interface ParticipantTable {
  session_id: SessionId
  person_id: PersonId
  part: Part
}

/** As it was typed, where nobody signs in; and else sealed with the key of whoever wrote it. */
export interface ConsultationNoteTable {
  session_id: SessionId
  plain: string | null
  key_id: string | null
  sealed: Buffer | null
}

export interface ClaimTable {
  resource_id: ResourceId
  starts_at: LocalDateTime
  ends_at: LocalDateTime
  /** What takes it: a session, or a stay. */
  session_id: SessionId | null
  stay_id: StayId | null
}

/** What a session needs and does not have, because somebody else had it first. */
export interface LackTable {
  session_id: SessionId
  resource_id: ResourceId
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
  /** Whether it gives a make-up credit for a class. */
  gives_credit: Generated<Flag>
}

export interface AttendanceTable {
  session_id: SessionId
  person_id: PersonId
  mark: string
  remark: string | null
  /** The announced absence that put the mark. */
  absence_id: AbsenceId | null
}

export interface AbsenceTable {
  id: AbsenceId
  person_id: PersonId
  from_date: LocalDate
  until_date: LocalDate
  reason: string | null
  at: LocalDateTime
  by_id: MemberId | null
}

export interface CreditTable {
  id: CreditId
  session_id: SessionId
  person_id: PersonId
  expires_on: LocalDate
  used_in_id: SessionId | null
  /** The day from which the days that were left of it are counted; null while it is open. */
  spent_on: LocalDate | null
}

/** One command that changed something. */
export interface ChangeTable {
  id: ChangeId
  at: LocalDateTime
  by_id: MemberId | null
  /** The method. */
  kind: string
  /** What an undo or redo is about. */
  of_id: ChangeId | null
  undone_by_id: ChangeId | null
  /** The rights that it needed, between blanks. */
  rights: Generated<string>
}

/** A row of a tracked table before and after: see [Note: Recording]. */
export interface ChangeStepTable {
  step: Generated<number>
  change_id: ChangeId
  table_name: string
  row_key: string
  before: string | null
  after: string | null
}

/** Whom a change is about. */
export interface ChangePersonTable {
  person_id: PersonId
  change_id: ChangeId
}

/** What was done beside changes. */
export interface EventTable {
  number: Generated<number>
  at: LocalDateTime
  by_id: MemberId | null
  kind: EventKind
  /** Whose file it was, or who mistyped. */
  of_id: PersonId | MemberId | null
  what: string | null
}

/** The seal of all that was written down until a step and an event: see [Note: Sealed]. */
export interface SealTable {
  number: Generated<number>
  last_step: number
  last_event: number
  /** SHA-256, hexadecimal. */
  hash: string
}

/** The change under which rows are recorded now; empty when no command runs. */
export interface OpenChangeTable {
  change_id: ChangeId
}

/** Under which id somebody goes on who was in the files twice, and by which change. */
export interface AliasTable {
  old_id: string
  new_id: string
  change_id: ChangeId
}

/** What somebody is known by: a PIN or password, the key of a script, the recovery code (of nobody). */
export interface CredentialTable {
  id: string
  kind: 'pin' | 'key' | 'recovery'
  member_id: MemberId | null
  salt: Buffer
  /** How dear a try is: scrypt's N. */
  cost: number
  public_key: Buffer
  /** Under the secret. */
  private_key: Buffer
  made_at: LocalDateTime
  /** Wrong ones in a row, and when the last one was, milliseconds since 1970. */
  failures: number
  failed_at: number | null
}

/** A key that several hold: see [Note: Keys under keys]. */
export interface SharedKeyTable {
  id: string
  /** Whose notes are sealed with it; null for the key of the centre. */
  member_id: MemberId | null
  public_key: Buffer
  /** Its private half, sealed for the centre. */
  for_centre: Buffer | null
}

/** Who is to hold the key of somebody's notes. */
export interface SharedKeyHolderTable {
  key_id: string
  member_id: MemberId
}

/** The private half of a key, sealed for whoever has a credential. */
export interface SharedKeyBoxTable {
  key_id: string
  credential_id: string
  box: Buffer
}

export interface Schema {
  resource: ResourceTable
  person: PersonTable
  person_category: PersonCategoryTable
  person_word: PersonWordTable
  horse: HorseTable
  unavailability: UnavailabilityTable
  member: MemberTable
  member_role: MemberRoleTable
  member_hours: MemberHoursTable
  place: PlaceTable
  slot: SlotTable
  room: RoomTable
  bed: BedTable
  room_closure: RoomClosureTable
  studio_group: StudioGroupTable
  membership: MembershipTable
  waiting: WaitingTable
  course: CourseTable
  enrolment: EnrolmentTable
  nights_away: NightsAwayTable
  share_wish: ShareWishTable
  stay: StayTable
  setting: SettingTable
  closed_day: ClosedDayTable
  template: TemplateTable
  template_skip: TemplateSkipTable
  ride_template: RideTemplateTable
  session_kind: SessionKindTable
  roster: RosterTable
  session: SessionTable
  ride: RideTable
  participant: ParticipantTable
  consultation_note: ConsultationNoteTable
  claim: ClaimTable
  lack: LackTable
  mark_kind: MarkKindTable
  attendance: AttendanceTable
  absence: AbsenceTable
  credit: CreditTable
  notice: NoticeTable
  change: ChangeTable
  change_step: ChangeStepTable
  change_person: ChangePersonTable
  event: EventTable
  seal: SealTable
  open_change: OpenChangeTable
  alias: AliasTable
  credential: CredentialTable
  shared_key: SharedKeyTable
  shared_key_holder: SharedKeyHolderTable
  shared_key_box: SharedKeyBoxTable
}

/** Whoever reads: the reading connection, or a transaction. It can select and nothing else. */
export type Reader = Pick<Kysely<Schema>, 'selectFrom' | 'fn'>
/** The write transaction of one command. */
export type Writer = Transaction<Schema>
