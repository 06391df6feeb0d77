/** Helmets that are lent to riders. */
import { z } from 'zod'
import { command, methods, read } from '#contract/envelope.ts'
import { LocalDate, PersonId, ShortText, Version, versioned } from '#contract/values.ts'

export const LoanId = z.uuid().brand<'LoanId'>()
export type LoanId = z.infer<typeof LoanId>

const Loan = z.object({ helmet: ShortText, personId: PersonId, until: LocalDate })

export const list = read('helmets.list', {
  may: 'viewing',
  input: z.object({}),
  output: z.object({ loans: z.array(Loan.extend({ loanId: LoanId, version: Version })) }),
})
/** Refuses `in_use` for a helmet that somebody has. */
export const lend = command('helmets.lend', {
  may: 'scheduling',
  refuses: ['in_use'],
  input: Loan,
  output: z.object({ loanId: LoanId }),
})
export const extend = command('helmets.extend', {
  may: 'scheduling',
  refuses: ['changed_since'],
  input: z.object({ loanId: LoanId, until: LocalDate, ...versioned }),
  output: z.object({}),
})
/** A helmet that does not come back: only a coordinator says so. */
export const writeOff = command('helmets.writeOff', {
  may: 'overriding',
  refuses: ['override_not_allowed'],
  input: z.object({ loanId: LoanId }),
  output: z.object({}),
})
export const helmets = methods(list, lend, extend, writeOff)
