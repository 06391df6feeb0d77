/** Names on the board: given name first, and no more of the surname than is needed. */
import { givenFirst } from '../../../lib/format.ts'

/** `Айша С.` of a stay's `Айша Сейітова`. */
export function onBoard(name: string): string {
  const [givenName = '', ...family] = name.split(' ')
  return givenFirst({ givenName, familyName: family.join(' ') })
}

/** `Айша С.` of `Сейітова Айша Маратқызы`, as it stands in the list of a course. */
export function ofList(name: string): string {
  const [familyName = '', givenName] = name.split(' ')
  return givenName ? givenFirst({ givenName, familyName }) : familyName
}

/** `Сейітова Айша`, as lists have it, of a stay's `Айша Сейітова`. */
export function inList(name: string): string {
  const [givenName = '', ...family] = name.split(' ')
  return [...family, givenName].join(' ')
}
