/**
 * The recovery code: printed once, kept in a safe, typed years later by somebody in a hurry. 31 random signs
 * (155 bits) and one that tells whether all are typed as they were printed, in eight groups of four.
 */
import { randomInt } from 'node:crypto'

/** No 0, 1, I and O: nobody tells them apart on paper. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const length = 32

/** Cyrillic letters that look like those of the alphabet: the keyboard is often left in Kazakh or Russian. */
const lookalikes: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
  Ү: 'Y',
}

/** Odd weights tell every single wrong sign, and two that have changed places but for one pair in 31. */
const checkOf = (signs: string): string => {
  const sum = [...signs].reduce((all, sign, at) => all + alphabet.indexOf(sign) * (2 * at + 1), 0)
  return alphabet.charAt(sum % alphabet.length)
}

/** A new code, as it is printed: `ABCD-EFGH-…`. */
export function newRecoveryCode(): string {
  const sign = () => alphabet.charAt(randomInt(alphabet.length))
  const signs = Array.from({ length: length - 1 }, sign).join('')
  return ((signs + checkOf(signs)).match(/.{4}/g) ?? []).join('-')
}

/** A code as it was typed, in its signs alone. */
const signsOf = (typed: string): string =>
  [...typed.toUpperCase().replace(/[\s–—-]/g, '')].map((sign) => lookalikes[sign] ?? sign).join('')

/** Whether what was typed is meant for a recovery code, rightly written or not. */
export const looksLikeCode = (typed: string): boolean => {
  const signs = signsOf(typed)
  return Math.abs(signs.length - length) <= 2 && /^[0-9A-Z]+$/.test(signs)
}

/** The signs of a code that is rightly written; null for one with a typing mistake. */
export function readRecoveryCode(typed: string): string | null {
  const signs = signsOf(typed)
  const right =
    signs.length === length &&
    [...signs].every((sign) => alphabet.includes(sign)) &&
    checkOf(signs.slice(0, -1)) === signs.at(-1)
  return right ? signs : null
}
