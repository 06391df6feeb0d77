/** A small boarding house: five rooms, six people, a course of a week, a hall with somebody to lead. */
import { expect } from 'vitest'
import type { TestService } from './service.ts'
import { bookedTwice, type Row, rows, soundness } from './tables.ts'

/** A week after the Monday on which the clock of the tests is set. */
export const week = { from: '2025-10-13', until: '2025-10-19' }

const house = {
  101: { floor: 1, beds: 3, forWhom: 'women', accessible: true },
  102: { floor: 1, beds: 2, forWhom: 'men' },
  103: { floor: 1, beds: 2, forWhom: 'family' },
  201: { floor: 2, beds: 2, forWhom: 'any', accessible: true },
  202: { floor: 2, beds: 1, forWhom: 'any' },
} as const
export type Number = `${keyof typeof house}`

export async function smallHouse(service: TestService, capacity = 4) {
  const call: TestService['call'] = (...asked) => service.call(...asked)
  const person = async (familyName: string, givenName: string, sex: string | null, more = {}) =>
    (await call('people.create', { familyName, givenName, sex, ...more } as never)).personId
  const people = {
    aisha: await person('Абенова', 'Айша', 'female'),
    dana: await person('Дүйсенова', 'Дана', 'female'),
    zhanar: await person('Жақсыбаева', 'Жанар', 'female'),
    bolat: await person('Байжанов', 'Болат', 'male'),
    gani: await person('Ғалиев', 'Ғани', 'male', { mobility: 'wheelchair' }),
    sasha: await person('Ким', 'Саша', null),
  }
  const member = async (familyName: string, role: string) =>
    (
      await call('team.create', {
        familyName,
        givenName: 'Сәуле',
        roles: [role],
        hours: (['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const).map((day) => ({
          day,
          from: '08:00',
          until: '22:00',
        })),
      } as never)
    ).memberId
  const team = {
    leader: await member('Мұратова', 'teacher'),
    coordinator: await member('Әбдірова', 'coordinator'),
    administrator: await member('Ермекова', 'administrator'),
  }
  const place = async (name: string) =>
    (await call('places.create', { name, use: 'studio' })).placeId
  const [hall, kitchen] = [await place('Зал'), await place('Асхана')]
  const building = 'Ақ Бастау'
  const rooms = {} as Record<Number, string>
  for (const [number, room] of Object.entries(house)) {
    const { roomId } = await call('boarding.createRoom', { building, number, ...room })
    rooms[number as Number] = roomId
  }
  /** The bed of a room by its position, from 1. */
  const bed = (number: Number, position = 1) =>
    rows(
      service.databaseFile,
      'SELECT id FROM bed WHERE room_id = ? AND position = ?',
      rooms[number],
      position,
    )[0]?.id as string
  const course = async (change: object = {}) =>
    (await call('boarding.createCourse', { name: 'Қазан', ...week, capacity, ...change })).courseId
  const courseId = await course()

  const enrol = (personId: string, change: object = {}, actor?: string) =>
    call('boarding.enrol', { courseId, personId, ...change }, actor)
  const sleep = (personId: string, bedId: string, change: object = {}, actor?: string) =>
    call(
      'boarding.place',
      { courseId, personId, bedId, from: week.from, to: week.until, ...change },
      actor,
    )
  const lesson = (change: object = {}) => ({
    courseId,
    title: 'Ас әзірлеу',
    date: '2025-10-14',
    start: '10:00',
    minutes: 60,
    leaderId: team.leader as string | null,
    placeId: hall as string,
    ...change,
  })
  const book = async (change: object = {}) =>
    (await call('boarding.bookSession', lesson(change))).sessionId
  /** How it stands with somebody in the course. */
  const enrolment = async (personId: string, id: string = courseId) =>
    (await call('boarding.course', { courseId: id })).people.find(
      (one) => one.personId === personId,
    )
  /** `101/1 13–19`, with `kept` for a bed that is kept empty; of the course. */
  const nights = async (personId: string, id: string = courseId) =>
    ((await enrolment(personId, id))?.stays ?? []).map(
      (one) =>
        `${one.roomName.split(', ')[1]}/${one.bed} ${one.from.slice(8)}–${one.to.slice(8)}${one.kept ? ' kept' : ''}`,
    )
  /** Names of those on the list of a session, in order. */
  const listed = (sessionId: string) =>
    rows(
      service.databaseFile,
      `SELECT p.given_name FROM participant JOIN person p ON p.id = person_id
       WHERE session_id = ? ORDER BY p.given_name`,
      sessionId,
    ).map((row) => row.given_name)
  return {
    ...{ people, team, hall, kitchen, rooms, building, courseId },
    ...{ person, bed, course, enrol, sleep, lesson, book, enrolment, nights, listed },
  }
}
export type SmallHouse = Awaited<ReturnType<typeof smallHouse>>

/** Nothing is wrong in the file and nothing went wrong in the service, which is closed and removed. */
export async function closeSound(service: TestService): Promise<void> {
  const { databaseFile } = service
  expect(service.bugs).toEqual([])
  expect(wrongNights(databaseFile)).toEqual([])
  expect(await untold(service)).toEqual([])
  expect(wrongLists(databaseFile)).toEqual([])
  expect(bookedTwice(databaseFile)).toEqual([])
  expect(soundness(databaseFile).brokenReferences).toEqual([])
  await service.remove()
}

/** What is wrong with the rules_refused of a call: `overlap bed`, `room_sex`, … */
export async function refusalsOf(
  service: TestService,
  method: string,
  input: unknown,
  actor?: string,
): Promise<string[]> {
  const reply = await service.raw(method, input, actor)
  if (reply.ok) return []
  if (reply.code !== 'rules_refused') return [reply.code]
  const { refusals } = reply.params as { refusals: { code: string; params: { seat?: string } }[] }
  return refusals.map(({ code, params }) => (params.seat ? `${code} ${params.seat}` : code))
}

/** What is wrong with the nights of a file. Written apart from the app: it shares no code with it. */
export function wrongNights(file: string): string[] {
  const stays = rows(
    file,
    `SELECT s.*, r.number, p.given_name, e.state
     FROM stay s JOIN bed b ON b.id = s.bed_id JOIN room r ON r.id = b.room_id
     JOIN person p ON p.id = s.person_id
     JOIN enrolment e ON e.course_id = s.course_id AND e.person_id = s.person_id`,
  )
  const wrong: string[] = []
  for (const [index, one] of stays.entries()) {
    const who = `${one.given_name} in ${one.number}`
    if (!['expected', 'here', 'left'].includes(String(one.state)))
      wrong.push(`${who}: ${one.state}`)
    for (const other of stays.slice(index + 1)) {
      const [from, to] = [String(one.from_date), String(one.to_date)]
      if (from >= String(other.to_date) || String(other.from_date) >= to) continue
      const both = `${who} and ${other.given_name} in ${other.number} from ${from}`
      if (one.bed_id === other.bed_id) wrong.push(`one bed: ${both}`)
      if (one.kept === 1 || other.kept === 1) continue
      if (one.person_id === other.person_id) wrong.push(`two beds: ${both}`)
    }
  }
  for (const row of rows(
    file,
    `SELECT r.number FROM stay s JOIN nights_away a USING (course_id, person_id)
     JOIN bed b ON b.id = s.bed_id JOIN room r ON r.id = b.room_id
     WHERE a.bed_kept = 0 AND s.from_date < a.until_date AND s.to_date > a.from_date`,
  )) {
    wrong.push(`somebody is away and has a bed in ${row.number} that they left to others`)
  }
  const claims = rows(
    file,
    `SELECT stay_id AS id, resource_id AS bed_id, starts_at, ends_at FROM claim
     WHERE session_id IS NULL ORDER BY stay_id`,
  )
  const expected = rows(
    file,
    `SELECT id, bed_id, from_date || 'T12:00' AS starts_at, to_date || 'T12:00' AS ends_at
     FROM stay ORDER BY id`,
  )
  if (JSON.stringify(claims) !== JSON.stringify(expected)) wrong.push('claims are not the stays')
  return wrong
}

/** A night of a stay that the rules would not let anybody begin, and why; read apart from the app. */
export interface Misfit {
  stayId: string
  personId: string
  bedId: string
  night: string
  why: 'closed' | 'gone' | 'mixed'
}

/** The nights from a day on which somebody has a bed that is gone, in a room that is closed or mixed. */
export function misfitsOf(file: string, today: string): Misfit[] {
  const stays = rows(
    file,
    `SELECT s.*, r.id AS room_id, r.for_whom, p.sex, b.active FROM stay s
     JOIN bed b ON b.id = s.bed_id JOIN room r ON r.id = b.room_id
     JOIN person p ON p.id = s.person_id`,
  )
  const closures = rows(file, 'SELECT * FROM room_closure')
  const isThere = (stay: Row, night: string) =>
    String(stay.from_date) <= night && night < String(stay.to_date)
  return stays.flatMap((stay) => {
    const beside = (night: string) =>
      stays.filter(
        (other) =>
          other.room_id === stay.room_id &&
          other.person_id !== stay.person_id &&
          other.kept === 0 &&
          other.override_reason === null &&
          isThere(other, night),
      )
    const found: Misfit[] = []
    for (
      let night = String(stay.from_date);
      night < String(stay.to_date);
      night = dayAfter(night)
    ) {
      if (night < today) continue
      const told = { stayId: String(stay.id), personId: String(stay.person_id), night }
      const whose = { ...told, bedId: String(stay.bed_id) }
      const isClosed = closures.some(
        (one) =>
          one.room_id === stay.room_id &&
          String(one.from_date) <= night &&
          night <= String(one.until_date),
      )
      if (isClosed) found.push({ ...whose, why: 'closed' })
      if (stay.active === 0) found.push({ ...whose, why: 'gone' })
      const asks = stay.for_whom !== 'family' && stay.kept === 0 && stay.override_reason === null
      if (asks && beside(night).some((other) => other.sex !== stay.sex)) {
        found.push({ ...whose, why: 'mixed' })
      }
    }
    return found
  })
}

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** Nights that do not fit and of which the plan of rooms says nothing. */
export async function untold(service: TestService): Promise<Misfit[]> {
  const { stays } = await service.call('boarding.rack', { from: '2025-09-01', days: 120 })
  const told = new Set<string>(
    stays.filter(({ findings }) => findings.length > 0).map(({ stayId }) => stayId),
  )
  const today = service.today()
  return misfitsOf(service.databaseFile, today).filter(({ stayId }) => !told.has(stayId))
}

/** Whoever should be on the list of a session of a course and is not, or is and should not. */
export function wrongLists(file: string): string[] {
  const sessions = rows(file, `SELECT * FROM session WHERE kind = 'course'`)
  const enrolments = rows(
    file,
    `SELECT * FROM enrolment WHERE companion_of_id IS NULL AND state IN ('expected', 'here', 'left')`,
  )
  const lists = rows(
    file,
    `SELECT p.*, a.mark FROM participant p LEFT JOIN attendance a USING (session_id, person_id)`,
  )
  const away = rows(file, 'SELECT * FROM nights_away')
  const isAway = ({ course_id, person_id }: Row, date: string) =>
    away.some(
      (one) =>
        one.course_id === course_id &&
        one.person_id === person_id &&
        String(one.from_date) < date &&
        date < String(one.until_date),
    )
  const claims = rows(file, 'SELECT * FROM claim WHERE session_id IS NOT NULL')
  const wrong: string[] = []
  for (const session of sessions) {
    const [date, start] = [String(session.date), String(session.start)]
    const due = enrolments
      .filter((one) => one.course_id === session.roster_id)
      .filter((one) => String(one.from_date) <= date && date <= String(one.until_date))
      .filter((one) => !isAway(one, date))
      .map((one) => one.person_id)
    const list = lists.filter((one) => one.session_id === session.id)
    for (const one of list) {
      if (one.part !== 'member' || one.mark !== null || due.includes(one.person_id)) continue
      wrong.push(`${one.person_id} is on the list of ${date} ${start}`)
    }
    const ends = new Date(`${date}T${start}Z`).getTime() + Number(session.minutes) * 60_000
    const until = new Date(ends).toISOString().slice(0, 16)
    for (const person of due) {
      if (list.some((one) => one.person_id === person) || session.cancel_reason !== null) continue
      const elsewhere = claims.some(
        (one) =>
          one.resource_id === person &&
          String(one.starts_at) < until &&
          String(one.ends_at) > `${date}T${start}`,
      )
      if (!elsewhere) wrong.push(`${person} is not on the list of ${date} ${start}`)
    }
  }
  return wrong
}
