/** The paper with the recovery code: no sheet of the service, which does not know it. */
import { z } from 'zod'
import type { SheetRequest } from '#contract/shell.ts'
import type { Language } from '#contract/values.ts'

export const recoveryCodeKind = 'recovery-code'
const Input = z.object({ code: z.string().max(80), opensFile: z.boolean() })

/** A code, and whether it opens the data file as well: that of a plain file lets in alone. */
export type PaperCode = z.infer<typeof Input>

/** Asks the page of sheets for that paper. */
export const recoveryCodeSheet = (code: PaperCode, language: Language): SheetRequest => ({
  kind: recoveryCodeKind,
  input: code,
  language,
})

/** The code that a request carries. */
export const codeOf = (request: SheetRequest): PaperCode => Input.parse(request.input)
