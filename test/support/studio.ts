/** A small integration centre: two groups of one studio that meet at different hours, six people. */
import { client } from './centre.ts'
import type { TestService } from './service.ts'

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
