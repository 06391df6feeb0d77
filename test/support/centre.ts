import type { TestService } from './service.ts'

/** Monday, an ordinary working day. */
export const monday = '2025-10-06'

const everyDay = (['mo', 'tu', 'we', 'th', 'fr', 'sa'] as const).map((day) => ({
  day,
  from: '09:00',
  until: '18:00',
}))

/** A client whom nothing forbids to ride, with what a test changes. */
export const client = (change: Record<string, unknown> = {}) => ({
  familyName: 'Соколова',
  givenName: 'Әлия',
  birthDate: '2015-05-22',
  weightKg: 30,
  keepsBalance: true,
  sidewalkersNeeded: 0,
  statementFrom: '2025-01-10',
  statementUntil: '2026-01-09',
  consentOn: '2025-01-10',
  ...change,
})

/** A small centre: two clients, two horses, a full team twice over, two lanes. */
export async function smallCentre(service: TestService) {
  const { call } = service
  const person = async (change?: Record<string, unknown>) =>
    (await call('people.create', client(change))).personId
  const horse = async (name: string, change: Record<string, unknown> = {}) =>
    (await call('horses.create', { name, birthYear: 2012, massKg: 460, ...change })).horseId
  const member = async (
    familyName: string,
    roles: string[],
    change: Record<string, unknown> = {},
  ) =>
    (
      await call('team.create', {
        familyName,
        givenName: 'Ғани',
        roles,
        hours: everyDay,
        ...change,
      } as never)
    ).memberId
  const place = async (name: string) => (await call('places.create', { name })).placeId

  const centre = {
    aliya: await person(),
    baurzhan: await person({
      familyName: 'Оспанов',
      givenName: 'Бауыржан',
      birthDate: '2014-03-01',
    }),
    zhuldyz: await horse('Жұлдыз'),
    aqboz: await horse('Ақбоз'),
    instructor: await member('Кузнецов', ['instructor']),
    instructor2: await member('Ахметов', ['instructor']),
    therapist: await member('Оспанов', ['therapist']),
    leader: await member('Есенова', ['leader']),
    leader2: await member('Серіков', ['leader']),
    sidewalker: await member('Байжанов', ['sidewalker']),
    sidewalker2: await member('Дүйсенова', ['sidewalker']),
    coordinator: await member('Әбдірова', ['coordinator']),
    administrator: await member('Ермеков', ['administrator']),
    arena: await place('Манеж'),
    field: await place('Открытая площадка'),
  }
  /** A ride that every rule lets through, with what a test changes. */
  const ride = (change: Record<string, unknown> = {}) => ({
    date: monday,
    start: '10:00',
    minutes: 30,
    clientId: centre.aliya as string,
    horseId: centre.zhuldyz as string,
    instructorId: centre.instructor as string | null,
    leaderId: centre.leader as string,
    sidewalkerIds: [] as string[],
    placeId: centre.arena as string,
    ...change,
  })
  /** The same for everybody else: nothing of it is in the way of the first. */
  const otherRide = (change: Record<string, unknown> = {}) =>
    ride({
      clientId: centre.baurzhan,
      horseId: centre.aqboz,
      instructorId: centre.instructor2,
      leaderId: centre.leader2,
      placeId: centre.field,
      ...change,
    })
  return { ...centre, person, horse, member, place, ride, otherRide }
}
export type SmallCentre = Awaited<ReturnType<typeof smallCentre>>
