/**
 * Phones in one stored form: `+7` and ten digits (`+77012345678`). The window prints them as
 * `+7 701 234 56 78`.
 */

/** Reads `8 (701) 234-56-78`, `87012345678`, `+7 701 234 56 78`; null when it is no phone of +7. */
export function readPhone(text: string): string | null {
  const bare = text.replace(/[\s\u00a0().‐-–—-]/g, '')
  const ten =
    /^(?:\+7|8|7)([3-9]\d{9})$/.exec(bare)?.[1] ?? /^(7\d{9})$/.exec(bare)?.[1] ?? undefined
  return ten === undefined ? null : `+7${ten}`
}

/** The stored form when the text is a phone of +7, the text itself otherwise (a foreign number). */
export const storedPhone = (text: string | null): string | null =>
  text === null ? null : (readPhone(text) ?? text)

/** The digits by which a phone is found: all ten, and its last four to seven. */
export function phoneWords(phone: string): string[] {
  const digits = (readPhone(phone) ?? phone).replace(/\D/g, '')
  const ten = digits.length === 11 ? digits.slice(1) : digits
  const tails = [7, 6, 5, 4].filter((length) => length < ten.length)
  return ten.length >= 4 ? [ten, ...tails.map((length) => ten.slice(-length))] : []
}
