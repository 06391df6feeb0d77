import type { z } from 'zod'
import type { RoomFields } from '#contract/boarding.ts'
import type { Horse, HorseFields } from '#contract/horses.ts'
import type { Person, PersonFields } from '#contract/people.ts'
import type { Place, PlaceFields } from '#contract/places.ts'
import type { Studio } from '#contract/studio.ts'
import type { Member, MemberFields } from '#contract/team.ts'
import type { HorseId, LocalDate, MemberId, PersonId, PlaceId, RoomId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader, Writer } from '../../db/schema.ts'

interface Store<Id, Whole, Fields> {
  /** Everything there is, retired and former ones too. */
  list(db: Reader): Promise<Whole[]>
  insert(tx: Writer, id: Id, fields: Fields): Promise<void>
  update(tx: Writer, whole: Whole): Promise<unknown>
}

/** A line of a list of studio members. */
export interface Enrolment {
  studio: Studio
  groupName: string
  joinedOn: LocalDate
  leftOn: LocalDate | null
}

/** What a list of participants of courses says beside the person. */
export interface Course {
  arrivalOn: LocalDate
  wheelchair: boolean
  companionName: string | null
  diet: string | null
  shareWithName: string | null
}

/** A room of a list; `closedUntil` is the last day of a repair. */
export type RoomLine = RoomFields & { closedUntil: LocalDate | null }

/** What the other features lend to the import: their own ways of reading and writing. */
export interface ImportStores {
  people: Store<PersonId, Person, PersonFields>
  horses: Store<HorseId, Horse, z.output<typeof HorseFields>>
  members: Store<MemberId, Member, z.output<typeof MemberFields>>
  studios: {
    list(db: Reader): Promise<Map<PersonId, Enrolment[]>>
    /** Makes somebody a member, and the group when there is none. */
    enrol(context: CommandContext, personId: PersonId, enrolment: Enrolment): Promise<void>
  }
  courses: {
    list(db: Reader): Promise<Map<PersonId, Course[]>>
    /** Puts somebody in the course of that arrival, and makes it when there is none. */
    enrol(context: CommandContext, personId: PersonId, course: Course): Promise<void>
  }
  rooms: {
    list(db: Reader): Promise<{ id: RoomId; room: RoomLine }[]>
    insert(context: CommandContext, room: RoomLine): Promise<void>
    update(context: CommandContext, id: RoomId, before: RoomLine, room: RoomLine): Promise<void>
  }
  places: Pick<Store<PlaceId, Place, z.output<typeof PlaceFields>>, 'list' | 'insert'>
}
