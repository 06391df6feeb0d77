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

/** «Иванова Анна Сергеевна» as names; null for a single word. */
export function namesIn(words: string): Names | null {
  const [familyName, givenName, ...rest] = words.trim().split(/\s+/)
  if (!familyName || !givenName) return null
  return { familyName, givenName, patronymic: rest.join(' ') || null }
}

/** The people in a cell that names several: «Иванова Анна, мама». */
export const namesApart = (words: string | null): string[] =>
  (words ?? '').split(/[,;\n]/).flatMap((name) => name.trim() || [])

/** Whether a name is among some, however it is spelled; a single word may be a given name alone. */
export function isAmong(names: readonly string[], name: string): boolean {
  const wanted = fold(name)
  return names.some((one) => {
    const known = fold(one)
    return known === wanted || (!namesIn(name) && known.split(' ')[1] === wanted)
  })
}

/** Endings that names of women, and of men, have; many names have neither. */
const endings = {
  female: /(?:[оеё]ва|[иы]на|ская|цкая|қызы|кызы|вна|ична)$/,
  male: /(?:[оеё]в|[иы]н|ский|цкий|ұлы|улы|вич|ьич)$/,
} as const

/** The sex that a name with such an ending is of; null for all others: nobody is guessed. */
export function sexOfNames({ familyName, patronymic }: Names): 'female' | 'male' | null {
  const words = [patronymic, familyName].flatMap((name) => name?.toLowerCase() ?? [])
  for (const word of words) {
    if (endings.female.test(word)) return 'female'
    if (endings.male.test(word)) return 'male'
  }
  return null
}
