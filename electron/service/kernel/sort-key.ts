/** The letters in the order of the Kazakh alphabet, each as one character that sorts by its code. */
const alphabet = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'
const placeOf: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from(alphabet, (letter, index) => [letter, String.fromCharCode(0x40 + index)]),
)

/**
 * A text that sorts by its bytes as the names sort in the Kazakh alphabet. The end of a name comes first,
 * then spaces and hyphens inside it, digits, Cyrillic letters, Latin letters; other signs are left out.
 */
export function sortKey(...names: readonly (string | null)[]): string {
  return names
    .map((name) =>
      Array.from((name ?? '').normalize('NFC').toLowerCase().trim(), (letter) => {
        const place = placeOf[letter]
        if (place !== undefined) return place
        if (/[\s-]/.test(letter)) return '!'
        if (/\d/.test(letter)) return letter
        return /[a-z]/.test(letter) ? `~${letter}` : ''
      }).join(''),
    )
    .join(' ')
    .trimEnd()
}

/** Surname first, as on paper and in lists: «Соколов Темірлан». */
export function surnameFirst(person: { family_name: string; given_name: string }): string {
  return `${person.family_name} ${person.given_name}`
}
