import { putIn, tracked } from '../../history/tracked.ts'
import { writeSearchWords } from './store.ts'

export const peopleTracked = [
  tracked('resource', { key: ['id'], topics: [] }),
  tracked('person', {
    key: ['id'],
    topics: ['people'],
    // A personal number goes over from one file to the other when two are made one.
    lifted: { iin: null },
    async derive({ tx }, turn) {
      for (const { id } of putIn(turn.rows('person'))) await writeSearchWords(tx, id)
    },
  }),
  tracked('person_category', { key: ['person_id', 'position'], topics: ['people'] }),
  tracked('alias', { key: ['old_id'], topics: [] }),
]
