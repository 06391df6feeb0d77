/**
 * Words of a cell as values. Each reader answers null for words that it does not understand; an
 * empty cell never reaches it.
 */
import type { Category, Mobility, Sex } from '#contract/people.ts'
import type { Role } from '#contract/team.ts'
import {
  inOneLine,
  isLocalDate,
  type LocalDate,
  LocalTime,
  type LocalTime as Time,
  type Weekday,
  weekdays,
} from '#contract/values.ts'
import { fold } from '../../../kernel/folding.ts'

/** The words of a cell as a person would type them. */
export const tidy = (text: string): string => inOneLine(text.normalize('NFC'))

/** Reads `17.03.2017`, `19/09/2016` (day first), `2014-06-10`, each with or without a time after it. */
export function readDate(text: string): LocalDate | null {
  const bare = text.replace(/(?:[ T]\d{1,2}:\d{2}(?::\d{2})?| ?г\.?| ?ж\.?)$/u, '')
  const dayFirst = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(bare)
  const yearFirst = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(bare)
  const parts = dayFirst ? [dayFirst[3], dayFirst[2], dayFirst[1]] : yearFirst?.slice(1)
  if (!parts) return null
  const date = parts.map((part) => (part ?? '').padStart(2, '0')).join('-')
  return isLocalDate(date) ? (date as LocalDate) : null
}

/** Reads `44,3`, `44.3`, `1 200`, also with the unit behind it (`44,3 кг`, `20 %`). */
export function readNumber(text: string): number | null {
  const bare = text
    .replace(/ ?(?:кг|см|kg|cm|мин|min|%)\.?$/iu, '')
    .replace(/ /g, '')
    .replace(',', '.')
  return /^-?\d+(?:\.\d+)?$/.test(bare) ? Number(bare) : null
}

/** Reads `9:00`, `09.00`, `9-00`, `9`, and the part of a day that Excel keeps for a time. */
export function readTime(text: string): Time | null {
  if (/^0?\.\d+$/.test(text)) {
    const minutes = Math.round(Number(text) * 1440)
    return readTime(`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`)
  }
  const parts = /^(\d{1,2})(?:[:.-](\d{2}))?(?::00)?$/.exec(text)
  if (!parts) return null
  const time = `${(parts[1] ?? '').padStart(2, '0')}:${parts[2] ?? '00'}`
  return LocalTime.safeParse(time).data ?? null
}

/** A cell's words without case, Kazakh letters, punctuation: what the tables below are written in. */
export const plainWords = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function chooser<Value>(table: readonly (readonly [Value, readonly string[]])[]) {
  const byWords = new Map(
    table.flatMap(([value, forms]) => forms.map((form) => [plainWords(form), value] as const)),
  )
  return (text: string): Value | null => byWords.get(plainWords(text)) ?? null
}

export const readSex = chooser<Sex>([
  ['male', ['м', 'муж', 'мужской', 'мужчина', 'мальчик', 'ер', 'еркек', 'ұл', 'm', 'male', 'man']],
  ['female', ['ж', 'жен', 'женский', 'женщина', 'девочка', 'ә', 'әйел', 'қыз', 'f', 'female']],
])

export const readYesNo = chooser<boolean>([
  [true, ['да', 'иә', 'ия', 'yes', 'y', 'true', '1', '+', 'бар', 'есть']],
  [false, ['нет', 'жоқ', 'no', 'n', 'false', '0']],
])

export const readMobility = chooser<Mobility>([
  [
    'independent',
    ['сам', 'сама', 'самостоятельно', 'ходит сам', 'өзі', 'өзі жүреді', 'independent'],
  ],
  [
    'with_support',
    ['с опорой', 'опора', 'с поддержкой', 'с ходунками', 'тіреумен', 'сүйеумен', 'with support'],
  ],
  ['wheelchair', ['коляска', 'на коляске', 'кресло коляска', 'арба', 'арбада', 'wheelchair']],
])

const readCategory = chooser<Category>([
  [
    'child_with_disability',
    ['ребёнок с инвалидностью', 'мүгедектігі бар бала', 'child with disability'],
  ],
  [
    'family_with_disabled_child',
    [
      'семья с ребёнком с инвалидностью',
      'мүгедектігі бар баласы бар отбасы',
      'family with a child with disability',
    ],
  ],
  [
    'disability_1',
    [
      'лицо с инвалидностью I группы',
      'I топ',
      'I топтағы мүгедектігі бар адам',
      'disability group 1',
    ],
  ],
  [
    'disability_2',
    [
      'лицо с инвалидностью II группы',
      'II топ',
      'II топтағы мүгедектігі бар адам',
      'disability group 2',
    ],
  ],
  [
    'disability_3',
    [
      'лицо с инвалидностью III группы',
      'III топ',
      'III топтағы мүгедектігі бар адам',
      'disability group 3',
    ],
  ],
  ['large_family', ['многодетная семья', 'көп балалы отбасы', 'large family']],
  ['mother_of_many', ['многодетная мать', 'көп балалы ана', 'mother of many']],
  ['orphan', ['сирота', 'жетім', 'orphan']],
  ['pensioner', ['пенсионер', 'пенсионерка', 'зейнеткер', 'pensioner']],
  ['veteran', ['ветеран', 'ардагер', 'veteran']],
  ['home_front_worker', ['труженик тыла', 'труженица тыла', 'тыл еңбеккері', 'home front worker']],
  ['other', ['другое', 'иное', 'прочее', 'басқа', 'other']],
])

/** The Roman numbers of groups, also when written with Arabic digits or Cyrillic «І». */
const romanGroups = (text: string) =>
  text
    .replace(/(?<=^|[\s,;])([1-3])(?=[\s-]|$)/g, (digit) => 'I'.repeat(Number(digit)))
    .replace(/(?<=^|\s)[IІ]{1,3}(?=[\s-]|$)/gu, (group) => 'I'.repeat(group.length))
    .replace(/(I+)-?(?:й|ой|ей|ші|шы)(?=\s|$)/gu, '$1')

/** One category, or several apart by a comma or semicolon; null when one of them is not known. */
export function readCategories(text: string): Category[] | null {
  const found = text.split(/[,;/]/).flatMap((part) => {
    const words = tidy(part)
    return words === '' ? [] : [readCategory(words) ?? readCategory(romanGroups(words))]
  })
  return found.includes(null) ? null : [...new Set(found as Category[])]
}

const readWeekday = chooser<Weekday>([
  ['mo', ['пн', 'понедельник', 'дс', 'дүйсенбі', 'mo', 'mon', 'monday']],
  ['tu', ['вт', 'вторник', 'сс', 'сейсенбі', 'tu', 'tue', 'tuesday']],
  ['we', ['ср', 'среда', 'сәрсенбі', 'we', 'wed', 'wednesday']],
  ['th', ['чт', 'четверг', 'бс', 'бейсенбі', 'th', 'thu', 'thursday']],
  ['fr', ['пт', 'пятница', 'жм', 'жұма', 'fr', 'fri', 'friday']],
  ['sa', ['сб', 'суббота', 'сн', 'сенбі', 'sa', 'sat', 'saturday']],
  ['su', ['вс', 'воскресенье', 'жс', 'жексенбі', 'su', 'sun', 'sunday']],
])
const everyDay = ['ежедневно', 'күн сайын', 'daily', 'every day'].map(plainWords)
const workingDays = ['будни', 'по будням', 'жұмыс күндері', 'weekdays'].map(plainWords)

/** Reads `пн-пт`, `пн,ср,пт,сб`, `вт–сб, вс`; a span may run over Sunday. In the order of the week. */
export function readWeekdays(text: string): Weekday[] | null {
  if (everyDay.includes(plainWords(text))) return [...weekdays]
  if (workingDays.includes(plainWords(text))) return weekdays.slice(0, 5)
  const days = new Set<Weekday>()
  for (const part of text.split(/[,;/]|\s+и\s+|(?<=\p{L})\s+(?=\p{L})/u)) {
    if (tidy(part) === '') continue
    const ends = part.split(/\s*[-–—]\s*/).map((end) => readWeekday(end))
    const [from, until = from] = ends
    if (!from || !until || ends.length > 2) return null
    const first = weekdays.indexOf(from)
    const span = (weekdays.indexOf(until) - first + 7) % 7
    for (let step = 0; step <= span; step += 1) {
      const day = weekdays[(first + step) % 7]
      if (day) days.add(day)
    }
  }
  return days.size > 0 ? weekdays.filter((day) => days.has(day)) : null
}

const readRole = chooser<Role>([
  ['instructor', ['инструктор', 'нұсқаушы', 'instructor']],
  ['therapist', ['врач лфк', 'врач', 'едш дәрігері', 'дәрігер', 'therapist']],
  ['leader', ['коновод', 'ат жетектеуші', 'leader', 'horse leader']],
  ['sidewalker', ['сопровождающий', 'сопровождающая', 'қасында жүруші', 'sidewalker']],
  ['teacher', ['педагог', 'преподаватель', 'мұғалім', 'педагог', 'teacher']],
  ['psychologist', ['психолог', 'psychologist']],
  ['receptionist', ['администратор', 'әкімші', 'ресепшн', 'receptionist', 'administrator']],
  ['administrator', ['администратор курсов', 'курс әкімшісі', 'course administrator']],
  ['coordinator', ['координатор', 'үйлестіруші', 'coordinator']],
])

export interface Duties {
  roles: Role[]
  /** What a teacher teaches, as it stands behind the colon. */
  subject: string | null
  volunteer: boolean
}

/** Reads `инструктор`, `педагог: изо`, `волонтёр-сопровождающий`, several apart by commas. */
export function readDuties(text: string): Duties | null {
  const duties: Duties = { roles: [], subject: null, volunteer: false }
  for (const part of text.split(/[,;/+]/).map(tidy)) {
    if (part === '') continue
    const [duty = '', subject] = part.split(/\s*:\s*/)
    const volunteer = /^(?:волонт[её]р|ерікті|volunteer)(?:ка)?(?![\p{L}])[\s-]*/iu
    const role = readRole(duty.replace(volunteer, ''))
    if (volunteer.test(duty)) duties.volunteer = true
    if (role) {
      if (!duties.roles.includes(role)) duties.roles.push(role)
      if (subject) duties.subject = subject
    } else if (duties.subject && !subject) {
      // «педагог: изо, танцы»: the second subject of the same teacher.
      duties.subject = `${duties.subject}, ${part}`
    } else if (duty.replace(volunteer, '') !== '') {
      return null
    }
  }
  return duties.roles.length > 0 || duties.volunteer ? duties : null
}

export const readForWhom = chooser<'women' | 'men' | 'family' | 'any'>([
  ['women', ['женская', 'для женщин', 'женщины', 'ж', 'әйелдер', 'women', 'female']],
  ['men', ['мужская', 'для мужчин', 'мужчины', 'м', 'ерлер', 'men', 'male']],
  ['family', ['семейная', 'для семьи', 'семья', 'отбасы', 'отбасылық', 'family']],
  ['any', ['любая', 'любой', 'общая', 'все', 'кез келген', 'any']],
])

/** «СҮЛЕЙМЕНОВ» as «Сүлейменов»; a name with small letters in it stays as it is written. */
export const readName = (text: string): string =>
  text.replace(/\p{L}+/gu, (word) =>
    word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase()
      ? word.charAt(0) + word.slice(1).toLowerCase()
      : word,
  )

/** «Фамилия Имя Отчество» in its parts; whatever follows the second word is the patronymic. */
export function splitName(text: string) {
  const [familyName = '', givenName = '', ...rest] = readName(text).split(' ')
  return { familyName, givenName, patronymic: rest.join(' ') || null }
}

/** Words by which a note says that a physician has to decide: it flags a contraindication. */
const flags = [
  'решение врача',
  'противопоказан',
  'дәрігердің шешімі',
  'дәрігер шешімі',
  'қарсы көрсет',
  'contraindicat',
  'physician',
].map(plainWords)

/** Whether a note flags a contraindication. It says that a decision is needed, never that there is one. */
export const isContraindication = (note: string): boolean => {
  const words = plainWords(note)
  return flags.some((flag) => words.includes(flag))
}
