/** What a sheet is. All of it stands in one file, `sheets/<kind>.tsx`; `sheets/index.ts` lists them. */
import type { CallInput, MethodOutput } from '#contract/index.ts'
import type { Language, SessionId, StayId } from '#contract/values.ts'
import type { ReadName } from '../lib/queries.ts'
import type { FieldKind, ValuesOf } from './fields.ts'
import type { Orientation, PaperSection } from './PaperPages.tsx'

export type SheetMethod = Extract<ReadName, `sheets.${string}`>
type WorkbookMethod = Extract<SheetMethod, `${string}Workbook`>

export interface Sheet<
  Kind extends string = string,
  Method extends SheetMethod = SheetMethod,
  Field extends FieldKind = FieldKind,
> {
  /** Its name in addresses and on the command line; its words for the screen are `sheets.kinds.<kind>`. */
  readonly kind: Kind
  /** What it is asked with, in the order in which the screen draws it. */
  readonly fields: readonly Field[]
  /** Answers what stands on it. */
  readonly method: Method
  input(values: ValuesOf<Field>): CallInput<Method>
  readonly orientation: Orientation
  /** Nothing stands on it but its head. */
  isEmpty(answer: MethodOutput<Method>): boolean
  /** What its document, its window and its file are called; stands at the foot of every page. */
  title(answer: MethodOutput<Method>, language: Language): string
  /** `languages` stand on it, the leading one first; `input` is what was asked. */
  sections(
    answer: MethodOutput<Method>,
    languages: readonly Language[],
    input: CallInput<Method>,
  ): PaperSection[]
  /** The sessions that stand on it: which of them no longer fit is said beside the preview, not on paper. */
  sessions?(answer: MethodOutput<Method>): SessionId[]
  /** The same of stays. */
  stays?(answer: MethodOutput<Method>): StayId[]
  /** Makes the same as a workbook, of the same input and a language. */
  readonly workbook?: WorkbookMethod
}

/** Declares a sheet; the compiler finds out what its method answers and what its fields hold. */
export const declareSheet = <
  const Kind extends string,
  const Method extends SheetMethod,
  const Field extends FieldKind,
>(
  declared: Sheet<Kind, Method, Field>,
): Sheet<Kind, Method, Field> => declared
