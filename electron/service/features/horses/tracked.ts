import { didWith, toldBy } from '../../history/telling.ts'
import { type Told, tracked } from '../../history/tracked.ts'
import { knownRow } from '../../history/trail.ts'

/** The horse `name`. */
const told: Told = {
  rank: 20,
  async of(db, turn) {
    const horses = turn.rows('horse')
    if (horses.length > 0) {
      return { code: 'horse', params: { name: toldBy(horses).name, did: didWith(horses) } }
    }
    const { horse_id } = toldBy(turn.rows('horse_absence'))
    const row = await knownRow(db, 'horse', horse_id)
    return { code: 'horse', params: { name: row?.name ?? '' } }
  },
}

export const horsesTracked = [
  tracked('horse', { key: ['id'], topics: ['horses'], told }),
  tracked('horse_absence', { key: ['horse_id', 'from_date'], topics: ['horses'], told }),
]
