import type { LocalDate, PersonId } from '#contract/values.ts'
import { hasCome, toldBy } from '#service/history/telling.ts'
import { tracked } from '#service/history/tracked.ts'
import type { LoanId } from './contract.ts'

declare module '#service/db/schema.ts' {
  interface Schema {
    helmet_loan: { id: LoanId; helmet: string; person_id: PersonId; until: LocalDate }
  }
}

export const helmetsTracked = [
  tracked('helmet_loan', {
    key: ['id'],
    topics: ['people'],
    told: {
      rank: 6,
      async of({ directory }, turn) {
        const rows = turn.rows('helmet_loan')
        const { person_id, helmet } = toldBy(rows)
        const who = await directory.nameOf('person', person_id)
        return { code: 'helmet', params: { who, name: helmet, put: hasCome(rows) } }
      },
    },
  }),
]
