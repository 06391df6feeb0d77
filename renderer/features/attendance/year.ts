/** Days of the months of a year. */
const lengths = (year: number): number[] =>
  Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate())

/** A year's line of one sign a day, cut into its months. */
export function monthsOf(days: string, year: number): string[] {
  let from = 0
  return lengths(year).map((length) => {
    const month = days.slice(from, from + length)
    from += length
    return month
  })
}
