import type { z } from 'zod'
import type { Horse, HorseFields } from '#contract/horses.ts'
import type { Person, PersonFields } from '#contract/people.ts'
import type { Place, PlaceFields } from '#contract/places.ts'
import type { Member, MemberFields } from '#contract/team.ts'
import type { HorseId, MemberId, PersonId, PlaceId } from '#contract/values.ts'
import type { Reader, Writer } from '../../db/schema.ts'

interface Store<Id, Whole, Fields> {
  /** Everything there is, retired and former ones too. */
  list(db: Reader): Promise<Whole[]>
  insert(tx: Writer, id: Id, fields: Fields): Promise<void>
  update(tx: Writer, whole: Whole): Promise<unknown>
}

/** What the other features lend to the import: their own ways of reading and writing. */
export interface ImportStores {
  people: Store<PersonId, Person, PersonFields>
  horses: Store<HorseId, Horse, z.output<typeof HorseFields>>
  members: Store<MemberId, Member, z.output<typeof MemberFields>>
  places: Pick<Store<PlaceId, Place, z.output<typeof PlaceFields>>, 'list' | 'insert'>
}
