/** A small integration centre: two groups of one studio that meet at different hours, six people. */
import { client } from './centre.ts'
import type { TestService } from './service.ts'
import { bookedTwice, type Row, rows } from './tables.ts'

export const monday = '2025-10-06'
/** Eight weeks: with two classes a week, sixteen of each group. */
export const term = { from: monday, until: '2025-11-30' }

const everyDay = (['mo', 'tu', 'we', 'th', 'fr', 'sa'] as const).map((day) => ({
  day,
  from: '09:00',
  until: '18:00',
}))
const familyNames = ['Абенова', 'Байжанов', 'Ғалиев', 'Дүйсенова', 'Ермеков', 'Жақсыбаева']

export async function smallStudio(service: TestService, capacity = 3) {
  const { call } = service
  const people: string[] = []
  for (const familyName of familyNames) {
    people.push((await call('people.create', client({ familyName }))).personId)
  }
  const teacher = async (familyName: string) =>
    (
      await call('team.create', {
        familyName,
        givenName: 'Сәуле',
        roles: ['teacher'],
        hours: everyDay,
      })
    ).memberId
  const place = async (name: string) =>
    (await call('places.create', { name, use: 'studio' })).placeId
  const [teacherA, teacherB] = [await teacher('Мұратова'), await teacher('Нұрғалиева')]
  const [roomA, roomB] = [await place('Изостудия'), await place('Зал')]
  const group = async (change: object = {}) =>
    (
      await call('studio.createGroup', {
        studio: 'art',
        name: 'ИЗ-1',
        teacherId: teacherA,
        placeId: roomA,
        capacity,
        times: [
          { day: 'mo', start: '10:00', minutes: 90 },
          { day: 'we', start: '10:00', minutes: 90 },
        ],
        ...term,
        ...change,
      } as never)
    ).groupId
  const groupA = await group()
  const groupB = await group({
    name: 'ИЗ-2',
    teacherId: teacherB,
    placeId: roomB,
    times: [
      { day: 'tu', start: '15:00', minutes: 60 },
      { day: 'we', start: '10:30', minutes: 60 },
    ],
  })
  const join = (groupId: string, personId: string, from: string = monday) =>
    call('studio.join', { groupId, personId, from })
  /** The classes of a group's term, in order of time. */
  const plan = async (groupId: string) =>
    (await call('studio.commitTerm', { groupId, ...term })).outcomes
      .filter((one) => one.outcome === 'made')
      .map((one) => one.sessionId as string)
  return { people, teacherA, teacherB, roomA, roomB, groupA, groupB, group, join, plan }
}
export type SmallStudio = Awaited<ReturnType<typeof smallStudio>>

/** Marks everybody on the list of a class, whenever it is. */
export async function markEverybody(
  service: TestService,
  sessionId: string,
  mark = 'present',
): Promise<void> {
  const { list } = await service.call('studio.session', { sessionId })
  for (const { personId } of list) await service.mark({ sessionId, personId, mark })
}

/**
 * What is wrong with the groups of a file, the lists of their classes, their marks and credits. Written
 * apart from the app: it shares no code with it.
 */
export function wrongClasses(file: string): string[] {
  const table = (query: string) => rows(file, query)
  const wrong: string[] = bookedTwice(file)
  const say = (query: string, words: (row: Row) => string) => wrong.push(...table(query).map(words))
  const memberships = table('SELECT * FROM membership')
  const membersOn = (group: unknown, date: unknown) =>
    memberships
      .filter((one) => one.group_id === group && String(one.joined_on) <= String(date))
      .filter((one) => one.left_on === null || String(one.left_on) > String(date))
      .map((one) => one.person_id)
  for (const { id, name, capacity } of table('SELECT * FROM studio_group')) {
    for (const date of new Set(memberships.map((one) => one.joined_on))) {
      const members = membersOn(id, date)
      if (new Set(members).size < members.length) wrong.push(`twice a member of ${name} on ${date}`)
      if (members.length > Number(capacity)) {
        wrong.push(`${members.length} members of ${name} on ${date}`)
      }
    }
  }
  for (const row of table(
    `SELECT p.person_id, s.date, s.roster_id AS group_id FROM participant p JOIN session s ON s.id = p.session_id
     LEFT JOIN attendance a ON a.session_id = p.session_id AND a.person_id = p.person_id
     WHERE s.kind = 'class' AND p.part = 'member' AND a.mark IS NULL`,
  )) {
    // An old mark stays when the dates of a membership are put right.
    if (!membersOn(row.group_id, row.date).includes(row.person_id))
      wrong.push('listed, but no member')
  }
  say(
    `SELECT id, unmarked, (SELECT count(*) FROM participant p WHERE p.session_id = session.id
       AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = p.session_id
         AND a.person_id = p.person_id)) AS true_count FROM session WHERE unmarked <> true_count`,
    (row) => `unmarked ${row.unmarked}, not ${row.true_count}`,
  )
  say(
    `SELECT c.id FROM credit c LEFT JOIN attendance a USING (session_id, person_id)
     LEFT JOIN session s ON s.id = c.session_id
     WHERE s.kind <> 'class' OR coalesce(a.mark <> 'excused', coalesce(s.cancel_reason, 'family') = 'family')`,
    () => 'a credit without an excused absence, or a class that the centre cancelled',
  )
  say(
    `SELECT 1 FROM attendance a JOIN session s ON s.id = a.session_id
     JOIN participant p ON p.session_id = a.session_id AND p.person_id = a.person_id
     WHERE s.kind = 'class' AND a.mark = 'excused' AND p.part = 'member' AND NOT EXISTS
       (SELECT 1 FROM credit c WHERE c.session_id = a.session_id AND c.person_id = a.person_id)`,
    () => 'an excused absence without its credit',
  )
  say(
    `SELECT 1 FROM credit c LEFT JOIN participant p
       ON p.session_id = c.used_in_id AND p.person_id = c.person_id
     WHERE c.used_in_id IS NOT NULL AND (p.part IS NULL OR p.part <> 'make_up')`,
    () => 'a spent credit without its place',
  )
  say(
    `SELECT 1 FROM participant p WHERE p.part = 'make_up' AND NOT EXISTS
       (SELECT 1 FROM credit c WHERE c.used_in_id = p.session_id AND c.person_id = p.person_id)`,
    () => 'a make-up place without a credit',
  )
  return wrong
}
