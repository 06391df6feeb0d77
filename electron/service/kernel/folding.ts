/**
 * Names made comparable.
 *
 * [Note: One spelling for search] SQLite folds no Cyrillic, and the same name is typed as «Әлия»,
 * `алия` and `aliya`. Words are therefore kept, and queries asked, in one Latin spelling. Each
 * Cyrillic letter always becomes the same Latin letters, so that the first letters of a name are
 * the first letters of its spelling; ways of writing in Latin (`zh` and `j`, `kh` and `h`) are
 * brought together on the query's side.
 */

const kazakh: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
}

/** Latin letters that look like Cyrillic ones and stand among them by a slip of the keyboard. */
const lookalike: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  h: 'һ',
  i: 'і',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
}

const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
}

/** Ways of writing in Latin letters, brought to the spelling that the Cyrillic letters get. */
const latinHabits: readonly (readonly [RegExp, string])[] = [
  [/ı/g, 'i'],
  [/ş/g, 'sh'],
  [/ç/g, 'ch'],
  [/[ʹʼ’'`]/g, ''],
  [/shch|sch/g, 'sh'],
  [/dj/g, 'dzh'],
  [/j/g, 'zh'],
  [/kh/g, 'h'],
  [/gh/g, 'g'],
  [/tz/g, 'ts'],
  [/ck/g, 'k'],
  [/c(?!h)/g, 'k'],
  [/q/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'u'],
  [/y[eo]/g, 'e'],
  [/y/g, 'i'],
]

const replacer = (table: Readonly<Record<string, string>>) => {
  const letters = new RegExp(`[${Object.keys(table).join('')}]`, 'g')
  return (word: string) => word.replace(letters, (letter) => table[letter] ?? letter)
}
const asNeighbours = replacer(kazakh)
const asCyrillic = replacer(lookalike)
const asLatin = replacer(cyrillic)

const isCyrillic = /[\u0400-\u04ff]/

/** Lower case, Kazakh letters as their Russian neighbours, ё as е, single spaces. */
export function fold(text: string): string {
  const plain = text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
  // Whole texts are nearly always of one script.
  const oneScript =
    isCyrillic.test(plain) && /[a-z]/.test(plain)
      ? plain.replace(/\S+/g, (word) => (isCyrillic.test(word) ? asCyrillic(word) : word))
      : plain
  return asNeighbours(oneScript)
}

/** One word in the one Latin spelling. See [Note: One spelling for search]. */
export function spelling(word: string): string {
  const folded = fold(word)
  const latin = isCyrillic.test(folded)
    ? asLatin(folded)
    : latinHabits.reduce((text, [habit, form]) => text.replace(habit, form), folded)
  return (
    latin
      .normalize('NFD')
      .replace(/[^a-z0-9]/g, '')
      // «ң» is written n, ng; a doubled letter is often written once.
      .replace(/ng/g, 'n')
      .replace(/([a-z])\1+/g, '$1')
  )
}
