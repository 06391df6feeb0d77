import { didWith, toldBy } from '../../history/telling.ts'
import { type Told, tracked } from '../../history/tracked.ts'

/** The horse `name`. */
const told: Told = {
  rank: 20,
  async of(_, turn) {
    const horses = turn.rows('horse')
    return { code: 'horse', params: { name: toldBy(horses).name, did: didWith(horses) } }
  },
}

export const horsesTracked = [
  tracked('horse', { factsOf: 'resource', key: ['id'], topics: ['horses'], told }),
]
