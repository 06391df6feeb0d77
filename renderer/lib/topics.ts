import { type Topic, topics } from '#contract/envelope.ts'
import type { MethodName } from '#contract/index.ts'

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
  changes: topics,
  file: topics,
  schedule: topics,
  notices: topics,
  hippotherapy: topics,
  studio: topics,
  consultations: topics,
  boarding: topics,
  attendance: topics,
  sheets: topics,
  sample: topics,
}

/** The topics that the answer of a method is made of. */
export const topicsOf = (name: MethodName): readonly Topic[] =>
  topicsOfPrefix[name.slice(0, name.indexOf('.')) as Prefix<MethodName>]
