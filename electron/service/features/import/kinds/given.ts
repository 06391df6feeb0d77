/** What a row says of something; undefined where its cell is empty or, then refused, not understood. */
export type Said<Value> = { [Key in keyof Value]?: Value[Key] | undefined }

/** The fields that a row gives; those it leaves empty are left out, so that they erase nothing. */
export const given = <Value extends object>(value: Value) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [Key in keyof Value]?: Exclude<Value[Key], undefined>
  }
