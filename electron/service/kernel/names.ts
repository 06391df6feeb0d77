/** Names of people, compared and written. */
import { fold } from './folding.ts'

/** The three names of a person. */
export interface Names {
  familyName: string
  givenName: string
  patronymic: string | null
}

/** The names folded, by which the same person is recognised. */
export const foldedName = (names: Names): string =>
  fold(`${names.familyName} ${names.givenName} ${names.patronymic ?? ''}`)

/**
 * Whether two names may be of one person: equal when folded, where a patronymic that one of them
 * lacks says nothing against it.
 */
export function sameName(one: Names, other: Names): boolean {
  if (foldedName(one) === foldedName(other)) return true
  if (one.patronymic && other.patronymic) return false
  return (
    fold(`${one.familyName} ${one.givenName}`) === fold(`${other.familyName} ${other.givenName}`)
  )
}
