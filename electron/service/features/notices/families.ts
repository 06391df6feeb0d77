/** Whom one call reaches. */
import type { Family } from '#contract/notices.ts'
import type { PersonId } from '#contract/values.ts'
import { fold } from '../../kernel/folding.ts'

/** How the family of somebody is reached; lent by the files of people. */
export interface Contact {
  personId: PersonId
  name: string
  phone: string | null
  guardianName: string | null
  guardianPhone: string | null
  language: Family['language']
}

export interface NamedFamily {
  key: string
  name: string
}

/**
 * People with one guardian are a family: with one phone of theirs, or one name. So is a guardian who is a client
 * as well. Everybody else is a family of their own. Answers the family of each, by what its first one is known by.
 */
export function familyKeys(contacts: readonly Contact[]): Map<PersonId, string> {
  const guardians = new Set(contacts.map((one) => one.guardianPhone))
  const marksOf = ({ personId, phone, guardianName, guardianPhone }: Contact): string[] => [
    ...(guardianPhone ? [guardianPhone] : []),
    ...(guardianName ? [fold(guardianName)] : []),
    ...(phone && guardians.has(phone) ? [phone] : []),
    personId,
  ]
  const keyOf = new Map<string, string>()
  for (const contact of contacts) {
    const marks = marksOf(contact)
    const known = new Set(marks.flatMap((mark) => keyOf.get(mark) ?? []))
    const [key = marks[0] as string] = known
    for (const [mark, old] of keyOf) if (known.has(old)) keyOf.set(mark, key)
    for (const mark of marks) keyOf.set(mark, key)
  }
  return new Map(contacts.map(({ personId }) => [personId, keyOf.get(personId) as string]))
}

/** The family of each, and what it is called: by its guardian, or by the first of its people. */
export function familiesOf(contacts: readonly Contact[]): Map<PersonId, NamedFamily> {
  const keys = familyKeys(contacts)
  const named = new Map<string, NamedFamily>()
  for (const [key, of] of Map.groupBy(contacts, (one) => keys.get(one.personId) as string)) {
    named.set(key, { key, name: reachedBy(of).guardianName ?? of[0]?.name ?? '' })
  }
  return new Map([...keys].map(([personId, key]) => [personId, named.get(key) as NamedFamily]))
}

/** How a family is reached: its guardian, the guardian's phones before those of the people themselves. */
export function reachedBy(contacts: readonly Contact[]): Omit<Family, 'key' | 'lines'> {
  const guardianName = contacts.find((one) => one.guardianName)?.guardianName ?? null
  const phones = [
    ...contacts.map((one) => ({
      phone: one.guardianPhone,
      name: one.guardianName ?? guardianName ?? one.name,
    })),
    ...contacts.map((one) => ({ phone: one.phone, name: one.name })),
  ]
  const known = new Map<string, string>()
  for (const { phone, name } of phones) if (phone && !known.has(phone)) known.set(phone, name)
  return {
    guardianName,
    phones: [...known].map(([phone, name]) => ({ phone, name })),
    language: contacts.find((one) => one.language)?.language ?? null,
  }
}
