/**
 * The shape of another language's texts: the keys of the base ones, each with a sentence. A key that
 * is missing or too many fails to compile; that placeholders agree is tested.
 */
export type Words<Base> = {
  readonly [Key in keyof Base]: Base[Key] extends string ? string : Words<Base[Key]>
}
