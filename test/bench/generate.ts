/** Makes a centre of many years: made-up people, sessions, marks and claims, straight by SQL. */
import { rmSync } from 'node:fs'
import SqliteFile from 'better-sqlite3'
import type { LocalDate } from '#contract/values.ts'
import { openDatabase } from '#service/db/open.ts'
import { prepareNewCentre } from '#service/features/index.ts'
import { searchWords } from '#service/features/people/finding.ts'
import { fold } from '#service/kernel/folding.ts'
import { idSource, seededRandom } from '#service/kernel/ids.ts'
import { sortKey } from '#service/kernel/sort-key.ts'
import { addDays, at, endOf, timeAt, weekdayOf } from '#service/kernel/time.ts'

export interface Size {
  people: number
  sessions: number
  marks: number
  claims: number
}

/** The last day that has sessions; after it, days are free for the benchmark to book. */
export const lastDay = '2025-12-27' as LocalDate
const sessionsADay = 40

const surnames =
  'Ахметов Оспанов Серіков Кузнецов Соколов Иванов Құдайбергенов Сүлейменов Цой Байжанов Өтеулиев Жұмабеков Дүйсенов Нұрланов Рахимов Абдуллаев Үсенов Әбдіров Ким Хасанов Есенов Ермеков Юсупов Ысқақов Мұратов Тен Петров Ғабдуллин Қасымов Сатпаев Төлеген Бектұров Жақсылықов Мәмбетов Нұрғалиев Ізбасаров Һамитов Әлімбаев Тілеуов Шәріпов'.split(
    ' ',
  )
const givenNames =
  'Әлия Құралай Темірлан Алина Нұрай Қайрат Санжар Амина Өмір Хамза Виктория Максим Өркен Кәусар Сафия Артём Айзере Жансая Томирис Дильназ Мирас Ұлжан Роман Ақбота Аяулым Гүлім Медина Әмина Ғани Бекзат Тимур Айсұлтан Үсен Ислам Мария Ерасыл Інжу Раяна Анна Бауыржан'.split(
    ' ',
  )
const patronymics =
  'Асқарұлы Маратович Нұрланұлы Болатұлы Қайратұлы Серікұлы Ерланұлы Тимурович Сергеевич Бауыржанұлы'.split(
    ' ',
  )
const horseNames =
  'Жұлдыз Ақбоз Тұлпар Күміс Арай Дос Қарагөз Сұлтан Бозтайлақ Құлагер Ақсұңқар Жорға'
const memberRoles = ['instructor', 'leader', 'sidewalker'] as const

/** Makes the file anew. The same size gives the same file. */
export async function generate(file: string, size: Size): Promise<void> {
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
  const database = await openDatabase(file)
  await database.write(prepareNewCentre)
  await database.close()

  const raw = new SqliteFile(file)
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = OFF')
  raw.pragma('foreign_keys = ON')
  raw.pragma('cache_size = -400000')
  fill(raw, size)
  raw.pragma('wal_checkpoint(TRUNCATE)')
  raw.exec('ANALYZE')
  raw.close()
}

function fill(raw: SqliteFile.Database, size: Size) {
  const random = seededRandom(2025)
  const newId = idSource(
    () => Date.UTC(2016, 0, 1),
    (bytes) => {
      for (let index = 0; index < bytes.length; index++) bytes[index] = random() * 256
    },
  )
  const pick = <One>(from: readonly One[]) => from[Math.floor(random() * from.length)] as One
  const insert = (table: string, columns: string) =>
    raw.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.split(',').map(() => '?')})`)
  const resource = insert('resource', 'id,kind')
  raw.exec('BEGIN')

  const person = insert(
    'person',
    'id,family_name,given_name,patronymic,birth_date,phone,weight_kg,keeps_balance,sidewalkers_needed,statement_from,statement_until,sort_key,folded_name',
  )
  const word = insert('person_word', 'word,sort_key,person_id')
  const people = Array.from({ length: size.people }, (_, index) => {
    const id = newId<string>()
    const familyName = pick(surnames)
    const givenName = pick(givenNames)
    const patronymic = pick(patronymics)
    const phone = `+7${7000000000 + Math.floor(random() * 999999999)}`
    const birthDate = addDays('1960-01-01' as LocalDate, Math.floor(random() * 22000))
    const key = sortKey(familyName, givenName, patronymic)
    resource.run(id, 'person')
    person.run(
      id,
      familyName,
      givenName,
      patronymic,
      birthDate,
      phone,
      20 + Math.floor(random() * 30),
      1,
      index % 2,
      '2025-03-01',
      '2026-12-31',
      key,
      fold(`${familyName} ${givenName} ${patronymic}`),
    )
    const words = searchWords({
      familyName,
      givenName,
      patronymic,
      phone,
      guardianPhone: null,
      iin: null,
    } as never)
    for (const one of new Set(words)) word.run(one, key, id)
    return id
  })

  const horse = insert('horse', 'id,name,birth_year,mass_kg,active,sort_key')
  const horses = horseNames.split(' ').map((name) => {
    const id = newId<string>()
    resource.run(id, 'horse')
    horse.run(id, name, 2012, 470, 1, sortKey(name))
    return id
  })
  const place = insert('place', 'id,name,lane,use,active,sort_key')
  const places = Array.from({ length: 8 }, (_, index) => {
    const id = newId<string>()
    resource.run(id, 'place')
    place.run(id, 'Манеж', String(index + 1), 'arena', 1, sortKey('Манеж', String(index + 1)))
    return id
  })
  const member = insert('member', 'id,family_name,given_name,volunteer,active,sort_key')
  const role = insert('member_role', 'member_id,role')
  const hours = insert('member_hours', 'member_id,weekday,from_time,until_time')
  const members = Array.from({ length: 24 }, (_, index) => {
    const id = newId<string>()
    const familyName = surnames[index] as string
    resource.run(id, 'member')
    member.run(id, familyName, 'Ғани', 0, 1, sortKey(familyName, 'Ғани'))
    role.run(id, memberRoles[index % 3])
    for (const day of ['mo', 'tu', 'we', 'th', 'fr', 'sa']) hours.run(id, day, '09:00', '18:00')
    return id
  })
  const instructors = members.filter((_, index) => index % 3 === 0)
  const leaders = members.filter((_, index) => index % 3 === 1)
  raw.exec('COMMIT; BEGIN')

  const session = insert(
    'session',
    'id,date,start,minutes,client_id,horse_id,place_id,instructor_id,leader_id,rider_behind_kg,by_hand',
  )
  const claim = insert('claim', 'resource_id,starts_at,ends_at,session_id')
  const attendance = insert('attendance', 'session_id,person_id,mark')
  const days: LocalDate[] = []
  for (let day = lastDay; days.length * sessionsADay < size.sessions; day = addDays(day, -1)) {
    if (weekdayOf(day) !== 'su') days.push(day)
  }
  let made = 0
  let claims = 0
  let marks = 0
  for (const date of days.reverse()) {
    // 5 sessions side by side, 8 beginnings a day, every horse less than six days a week.
    for (let index = 0; index < sessionsADay && made < size.sessions; index++, made++) {
      const id = newId<string>()
      const lane = index % 5
      const turn = Math.floor(index / 5)
      const start = timeAt(9 * 60 + turn * 60)
      const today = made / sessionsADay
      const horseId = horses[(lane * 2 + (turn % 2) + Math.floor(today)) % horses.length] as string
      const clientId = people[made % people.length] as string
      const placeId = places[lane] as string
      const instructorId = instructors[lane] as string
      const leaderId = leaders[lane] as string
      session.run(id, date, start, 30, clientId, horseId, placeId, instructorId, leaderId, 0, 0)
      const resources = [clientId, horseId, placeId, instructorId]
      const left = size.claims - claims - resources.length * (size.sessions - made)
      if (left > 0) resources.push(leaderId)
      for (const one of resources) {
        claim.run(one, at(date, start), at(date, endOf(start, 30)), id)
        claims++
      }
      const share = Math.ceil((size.marks - marks) / (size.sessions - made))
      for (let index = 0; index < share; index++, marks++) {
        attendance.run(
          id,
          people[(made + index) % people.length],
          index % 9 === 8 ? 'absent' : 'present',
        )
      }
    }
  }
  raw.exec('COMMIT')
}
