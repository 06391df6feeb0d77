/** For each month, in the order of the year: until it, and from it on. */
const cases: Record<string, readonly [until: string, since: string]> = {
  қаңтар: ['қаңтарға', 'қаңтардан'],
  ақпан: ['ақпанға', 'ақпаннан'],
  наурыз: ['наурызға', 'наурыздан'],
  сәуір: ['сәуірге', 'сәуірден'],
  мамыр: ['мамырға', 'мамырдан'],
  маусым: ['маусымға', 'маусымнан'],
  шілде: ['шілдеге', 'шілдеден'],
  тамыз: ['тамызға', 'тамыздан'],
  қыркүйек: ['қыркүйекке', 'қыркүйектен'],
  қазан: ['қазанға', 'қазаннан'],
  қараша: ['қарашаға', 'қарашадан'],
  желтоқсан: ['желтоқсанға', 'желтоқсаннан'],
}
const dated = new RegExp(`(${Object.keys(cases).join('|')}) (дейін|бастап)`, 'g')

/** Months in the case that the word after them asks for: `13 сәуірге дейін`, `13 сәуірден бастап`. */
export const inflectMonths = (sentence: string): string =>
  sentence.replace(dated, (_, month: string, word: string) => {
    const [until, since] = cases[month] ?? [month, month]
    return `${word === 'дейін' ? until : since} ${word}`
  })
