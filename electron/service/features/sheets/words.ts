/** What stands in a workbook: the one place outside the window that writes words for people. */
import type { Language, LocalMonth, SheetLanguage } from '#contract/values.ts'

interface Words {
  title: string
  hippotherapy: string
  group: string
  teacher: string
  month: string
  number: string
  name: string
  sessions: string
  present: string
  absent: string
  excused: string
  unmarked: string
  total: string
  letters: string
  withoutMark: string
  joined: string
  left: string
  roster: string
  course: string
  companionOf: string
  birthYear: string
  sex: string
  female: string
  male: string
  phone: string
  arrival: string
  departure: string
}

const words: Record<Language, Words> = {
  kk: {
    title: 'Қатысу табелі',
    hippotherapy: 'Иппотерапия',
    group: 'Топ',
    teacher: 'Педагог',
    month: 'Ай',
    number: '№',
    name: 'Тегі, аты',
    sessions: 'Сабақ',
    present: 'Қатысты',
    absent: 'Келмеді',
    excused: 'Себепті',
    unmarked: 'Белгісіз',
    total: 'Барлығы',
    letters: 'Шартты белгілер',
    withoutMark: 'белгі қойылмаған',
    joined: 'қабылданды',
    left: 'шықты',
    roster: 'Курсқа қатысушылар тізімі',
    course: 'Курс',
    companionOf: 'Кімге ілесіп жүр',
    birthYear: 'Туған жылы',
    sex: 'Жынысы',
    female: 'әйел',
    male: 'ер',
    phone: 'Телефоны',
    arrival: 'Келуі',
    departure: 'Кетуі',
  },
  ru: {
    title: 'Табель посещаемости',
    hippotherapy: 'Иппотерапия',
    group: 'Группа',
    teacher: 'Педагог',
    month: 'Месяц',
    number: '№',
    name: 'Фамилия, имя',
    sessions: 'Занятий',
    present: 'Был',
    absent: 'Не был',
    excused: 'Уваж.',
    unmarked: 'Без отметки',
    total: 'Итого',
    letters: 'Условные обозначения',
    withoutMark: 'отметки нет',
    joined: 'зачислен',
    left: 'выбыл',
    roster: 'Список участников курса',
    course: 'Курс',
    companionOf: 'Кого сопровождает',
    birthYear: 'Год рождения',
    sex: 'Пол',
    female: 'жен.',
    male: 'муж.',
    phone: 'Телефон',
    arrival: 'Заезд',
    departure: 'Выезд',
  },
  en: {
    title: 'Attendance register',
    hippotherapy: 'Hippotherapy',
    group: 'Group',
    teacher: 'Teacher',
    month: 'Month',
    number: 'No.',
    name: 'Family and given name',
    sessions: 'Sessions',
    present: 'Present',
    absent: 'Absent',
    excused: 'Excused',
    unmarked: 'No mark',
    total: 'Total',
    letters: 'Letters',
    withoutMark: 'no mark yet',
    joined: 'joined',
    left: 'left',
    roster: 'Course roster',
    course: 'Course',
    companionOf: 'Companion of',
    birthYear: 'Year of birth',
    sex: 'Sex',
    female: 'female',
    male: 'male',
    phone: 'Phone',
    arrival: 'Arrival',
    departure: 'Departure',
  },
}

const months: Record<Language, string[]> = {
  kk: [
    ...['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым'],
    ...['шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'],
  ],
  ru: [
    ...['январь', 'февраль', 'март', 'апрель', 'май', 'июнь'],
    ...['июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь'],
  ],
  en: [
    ...['January', 'February', 'March', 'April', 'May', 'June'],
    ...['July', 'August', 'September', 'October', 'November', 'December'],
  ],
}

/** The languages that stand on a sheet, the leading one first. */
export const languagesOf = (language: SheetLanguage): Language[] =>
  language === 'kk+ru' ? ['kk', 'ru'] : [language]

/** The same in each language, in one line: `Топ / Группа`. */
export const inLine = (texts: readonly string[]): string => [...new Set(texts)].join(' / ')

/** A word in every language of the sheet, in one line. */
export const word = (languages: readonly Language[], key: keyof Words): string =>
  inLine(languages.map((language) => words[language][key]))

/** `2025 жылғы қазан`, `октябрь 2025`, `October 2025`. */
export function monthName(month: LocalMonth, language: Language): string {
  const name = months[language][Number(month.slice(5)) - 1] ?? month
  const year = month.slice(0, 4)
  return language === 'kk' ? `${year} жылғы ${name}` : `${name} ${year}`
}
