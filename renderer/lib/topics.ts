import { type Topic, topics } from '#contract/envelope.ts'
import type { MethodName } from '#contract/index.ts'

/** What is in the file. */
const everything = topics.filter((topic) => topic !== 'copies')

type Prefix<Name extends string> = Name extends `${infer P}.${string}` ? P : never

/** What the answers of each feature are made of: when one of these changes, they are read again. */
const topicsOfPrefix: Record<Prefix<MethodName>, readonly Topic[]> = {
  contract: [],
  access: ['access', 'team', 'settings'],
  people: ['people', 'settings'],
  horses: ['horses', 'availability'],
  team: ['team'],
  places: ['places'],
  settings: ['settings'],
  availability: ['availability', 'horses', 'team', 'places'],
  changes: everything,
  trail: everything,
  file: topics,
  copies: topics,
  schedule: everything,
  notices: everything,
  hippotherapy: everything,
  studio: everything,
  consultations: everything,
  boarding: everything,
  attendance: everything,
  sheets: everything,
  sample: everything,
}

/** The topics that the answer of a method is made of. */
export const topicsOf = (name: MethodName): readonly Topic[] =>
  topicsOfPrefix[name.slice(0, name.indexOf('.')) as Prefix<MethodName>]
