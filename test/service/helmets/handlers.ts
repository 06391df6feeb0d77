import type { HandlersOf } from '#service/context.ts'
import type { Reader } from '#service/db/schema.ts'
import { type Form, refuseStale, withVersions } from '#service/history/versions.ts'
import { DomainError } from '#service/kernel/errors.ts'
import type { helmets, LoanId } from './contract.ts'

const form: Form = { table: 'helmet_loan' }

async function findLoan(db: Reader, id: LoanId) {
  const row = await db.selectFrom('helmet_loan').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'loan' })
  return row
}

export const helmetHandlers: HandlersOf<typeof helmets> = {
  async 'helmets.list'({ db }) {
    const rows = await db.selectFrom('helmet_loan').selectAll().orderBy('helmet').execute()
    const loans = rows.map((row) => ({
      ...{ loanId: row.id, helmet: row.helmet, personId: row.person_id, until: row.until },
    }))
    return { loans: await withVersions(db, form, loans, (one) => one.loanId) }
  },

  async 'helmets.lend'({ tx, newId }, { helmet, personId, until }) {
    const lent = await tx
      .selectFrom('helmet_loan')
      .select('id')
      .where('helmet', '=', helmet)
      .executeTakeFirst()
    if (lent) throw new DomainError('in_use', { what: 'helmet', name: helmet })
    const id = newId<LoanId>()
    await tx.insertInto('helmet_loan').values({ id, helmet, person_id: personId, until }).execute()
    return { loanId: id }
  },

  async 'helmets.extend'(context, { loanId, until, version }) {
    await findLoan(context.tx, loanId)
    await refuseStale(context, form, loanId, version)
    await context.tx.updateTable('helmet_loan').set({ until }).where('id', '=', loanId).execute()
  },

  async 'helmets.writeOff'({ tx }, { loanId }) {
    await findLoan(tx, loanId)
    await tx.deleteFrom('helmet_loan').where('id', '=', loanId).execute()
  },
}
