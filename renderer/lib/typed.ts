/** Dates and times as people type them. */
import { isLocalDate, type LocalDate, type LocalTime } from '#contract/values.ts'

const two = (digits: string): string => digits.padStart(2, '0')

/** `6.10.2025`, `06/10/25`, `06102025`, `2025-10-06`; null for what is no day of the calendar. */
export function typedDate(text: string): LocalDate | null {
  const trimmed = text.trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed)
  const local =
    /^(\d{1,2})[.,/\s-](\d{1,2})[.,/\s-](\d{4}|\d{2})$/.exec(trimmed) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(trimmed)
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : local
      ? [local[3], local[2], local[1]]
      : []
  if (!year || !month || !day) return null
  // Two digits are this century: a birth date of the last one is typed in full.
  const date = `${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(day)}`
  return isLocalDate(date) ? (date as LocalDate) : null
}

/** `9`, `930`, `9:30`, `9.30`, `09-30`; null for what is no minute of the day. */
export function typedTime(text: string): LocalTime | null {
  const match =
    /^(\d{1,2})(?:[:.,\s-](\d{2}))?$/.exec(text.trim()) ?? /^(\d{1,2})(\d{2})$/.exec(text.trim())
  if (!match?.[1]) return null
  const [hour, minute] = [match[1], match[2] ?? '00']
  return Number(hour) < 24 && Number(minute) < 60 ? (`${two(hour)}:${minute}` as LocalTime) : null
}

/** `8 (701) 234-56-78` as `+77012345678`; what is no number of this country stays as typed. */
export function plainPhone(text: string): string | null {
  const digits = text.replace(/\D/g, '').replace(/^8(?=\d{10}$)/, '7')
  if (/^7\d{10}$/.test(digits)) return `+${digits}`
  if (/^7\d{9}$/.test(digits)) return `+7${digits}`
  return text.trim() || null
}
