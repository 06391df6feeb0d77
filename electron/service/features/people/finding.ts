/**
 * Words by which a person is found, and queries turned into ranges of words.
 *
 * [Note: Pairs of beginnings] A query of two names is answered from words that hold the first three
 * letters of two names of one person (`+ahm+ali`). The names of a city are few, so that «Ахметов» or
 * «Алихан» alone stand in thousands of files; both together in few, and only these are looked at.
 * Each further token is then tried on the candidate itself.
 */
import { spelling } from '../../kernel/folding.ts'
import { phoneWords } from '../../kernel/phone.ts'

export interface Findable {
  familyName: string
  givenName: string
  patronymic: string | null
  iin: string | null
  phone: string | null
  guardianPhone: string | null
}

const beginning = 3
/** The sign in front keeps pairs apart from the words that a single token begins. */
const pair = (one: string, other: string) =>
  `+${one.slice(0, beginning)}+${other.slice(0, beginning)}`

function nameWords(...names: readonly (string | null)[]): string[] {
  return names
    .flatMap((name) => (name ?? '').split(/[\s-]+/))
    .map(spelling)
    .filter((word) => word !== '')
}

/** Every word by which a person is found, each once. */
export function searchWords(person: Findable): string[] {
  const names = nameWords(person.familyName, person.givenName, person.patronymic).slice(0, 8)
  const pairs = names.flatMap((one, index) =>
    names.flatMap((other, otherIndex) => (index === otherIndex ? [] : [pair(one, other)])),
  )
  const numbers = [
    ...(person.iin ? [person.iin] : []),
    ...(person.phone ? phoneWords(person.phone) : []),
    ...(person.guardianPhone ? phoneWords(person.guardianPhone) : []),
  ]
  return [...new Set([...names, ...pairs, ...numbers])]
}

/** Words from `from` on and before `until`. */
export interface WordRange {
  from: string
  until: string
}
const beginningWith = (prefix: string): WordRange => ({ from: prefix, until: `${prefix}{` })

/** One way to answer a query: candidates come from `drive`, in its order; each must pass all `tests`. */
export interface Finding {
  drive: WordRange
  tests: WordRange[]
}

type Token = { digits: boolean; text: string }

/** Names and numbers of a query. Pieces of one number, written with spaces, are put together. */
function tokens(text: string): Token[] {
  const found: Token[] = []
  let plus = false
  for (const piece of text.match(/\+|[\p{L}\p{N}ʹʼ’'`]+/gu) ?? []) {
    if (piece === '+') {
      plus = true
      continue
    }
    const last = found.at(-1)
    if (/^\d+$/.test(piece)) {
      if (last?.digits && !plus) last.text += piece
      else found.push({ digits: true, text: plus ? `+${piece}` : piece })
    } else {
      const word = spelling(piece)
      if (word !== '') found.push({ digits: false, text: word })
    }
    plus = false
  }
  return found
}

/** What digits may mean: an IIN or a phone as they stand, or a phone after the 8 or 7 of long distance. */
function readings(digits: string): string[] {
  if (digits.startsWith('+')) {
    const rest = digits.slice(1)
    return [rest.startsWith('7') && rest.length > 1 ? rest.slice(1) : rest]
  }
  if (!/^[78]\d/.test(digits) || digits.length > 11) return [digits]
  return digits.length === 11 ? [digits.slice(1)] : [digits, digits.slice(1)]
}

function findingOf(names: readonly string[], numbers: readonly string[]): Finding | null {
  // What begins a longer token of the same query is found with it.
  const apart = names.filter(
    (name, index) =>
      !names.some(
        (other, otherIndex) =>
          otherIndex !== index && other.startsWith(name) && (other !== name || otherIndex < index),
      ),
  )
  const longest = [...apart].sort((one, other) => other.length - one.length)
  const byLength = [...numbers].sort((one, other) => other.length - one.length)
  const [number] = byLength
  const [first, second] = longest
  if (number !== undefined && (first === undefined || number.length >= 4)) {
    const others = [...byLength.slice(1), ...longest]
    return { drive: beginningWith(number), tests: others.map(beginningWith) }
  }
  if (first === undefined) return null
  const others = [...longest, ...byLength]
  if (second === undefined || first.length < beginning) {
    return { drive: beginningWith(first), tests: others.slice(1).map(beginningWith) }
  }
  return { drive: beginningWith(pair(first, second)), tests: others.map(beginningWith) }
}

const mostTokens = 6

/**
 * The ways to answer a query, all of them wanted. Empty when the query holds no letter or digit.
 * Each token of the query begins some word of the person.
 */
export function findings(text: string): Finding[] {
  const all = tokens(text).slice(0, mostTokens)
  const names = all.filter((token) => !token.digits).map((token) => token.text)
  const numbers = all.filter((token) => token.digits).map((token) => token.text)
  const choices = numbers.reduce<string[][]>(
    (sets, digits) => sets.flatMap((set) => readings(digits).map((reading) => [...set, reading])),
    [[]],
  )
  return choices
    .slice(0, 4)
    .map((choice) => findingOf(names, choice))
    .filter((finding) => finding !== null)
}

/** The same query with its names written together (`нур лан`), for when it found nobody. */
export function findingsTogether(text: string): Finding[] {
  const all = tokens(text)
  if (all.length < 2 || all.some((token) => token.digits)) return []
  const finding = findingOf([spelling(all.map((token) => token.text).join(''))], [])
  return finding ? [finding] : []
}
