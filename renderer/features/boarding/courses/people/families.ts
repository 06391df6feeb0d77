import type { Enrolment } from '#contract/boarding.ts'

/** A participant and their companions, who stand together in every list. */
export interface Family {
  readonly head: Enrolment
  readonly companions: readonly Enrolment[]
}

const kazakh: Readonly<Record<string, string>> = {
  ...{ ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', ё: 'е' },
}

/** A name as it is searched: small letters, those of Kazakh as Russian keyboards have them. */
export const folded = (text: string): string =>
  [...text.toLowerCase()].map((letter) => kazakh[letter] ?? letter).join('')

const isFound = ({ name }: Enrolment, asked: string): boolean =>
  ` ${folded(name)}`.includes(` ${folded(asked.trim())}`)

/** People of a course as families, in their order. A companion whose participant is not there stands alone. */
export function familiesOf(people: readonly Enrolment[]): Family[] {
  const there = new Set(people.map(({ personId }) => personId))
  return people
    .filter(({ companionOfId }) => companionOfId === null || !there.has(companionOfId))
    .map((head) => ({
      head,
      companions: people.filter(({ companionOfId }) => companionOfId === head.personId),
    }))
}

/** Families in which anybody's name begins with what was typed, in any of its parts. */
export const foundIn = (families: readonly Family[], asked: string): Family[] =>
  families.filter(({ head, companions }) =>
    [head, ...companions].some((one) => isFound(one, asked)),
  )

/** On the list of those who come, have come or should have come. */
export const isListed = ({ state }: Enrolment): boolean =>
  state !== 'reserve' && state !== 'withdrawn'
/** Should be in the house by now and nobody has said that they came. */
export const isDue = ({ state, from }: Enrolment, today: string): boolean =>
  state === 'expected' && from <= today
/** Should leave today or earlier and nobody has said that they left. */
export const isLeaving = ({ state, until }: Enrolment, today: string): boolean =>
  state === 'here' && until <= today
