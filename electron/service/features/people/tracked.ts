import type { PersonId } from '#contract/values.ts'
import { didWith, toldBy } from '../../history/telling.ts'
import { putIn, type Told, tracked } from '../../history/tracked.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { mergedCategories, mergedFile } from './merge.ts'
import { writeSearchWords } from './store.ts'

/** `count` files, the first of `who`. */
const personTold: Told = {
  rank: 20,
  async of({ directory }, turn) {
    const rows = turn.rows('person')
    const who =
      rows.length > 0
        ? surnameFirst(toldBy(rows))
        : await directory.nameOf('person', toldBy(turn.rows('person_category')).person_id)
    return { code: 'person', params: { count: Math.max(rows.length, 1), who, did: didWith(rows) } }
  },
}

export const peopleTracked = [
  tracked('resource', { key: ['id'], topics: [] }),
  tracked('person', {
    factsOf: 'resource',
    key: ['id'],
    topics: ['people'],
    told: personTold,
    // A personal number goes over from one file to the other when two are made one.
    released: { iin: null },
    async derive({ tx }, turn) {
      for (const { id } of putIn(turn.rows('person'))) await writeSearchWords(tx, id)
    },
    merge: {
      unite: ([kept], [merged]) => (kept && merged ? [mergedFile(kept, merged)] : []),
      settle: ({ tx }, { keptId }) => writeSearchWords(tx, keptId as PersonId),
    },
  }),
  tracked('person_category', {
    key: ['person_id', 'position'],
    topics: ['people'],
    told: personTold,
    merge: { unite: mergedCategories },
  }),
  tracked('alias', {
    key: ['old_id'],
    topics: [],
    told: {
      rank: 0,
      of: async ({ directory }, turn) => ({
        code: 'merge',
        params: {
          who: await directory.nameOf('person', toldBy(turn.rows('alias')).new_id as PersonId),
        },
      }),
    },
  }),
]
