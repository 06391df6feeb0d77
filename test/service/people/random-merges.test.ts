/**
 * Two files of one person with random marks, credits, memberships, absences and nights: whatever is chosen,
 * register, trail and credits agree after they are made one, and it can be taken back and made again.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallHouse, week, wrongLists, wrongNights } from '#test/support/boarding.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'
import { bookedTwice, type Row, rows, soundness } from '#test/support/tables.ts'
import { stateOf } from '#test/support/undo.ts'

const kinds = [
  ...['mark', 'mark', 'mark', 'mark', 'walkIn', 'walkIn', 'walkIn', 'join', 'join', 'leave'],
  ...[
    'wait',
    'absence',
    'makeUp',
    'makeUp',
    'makeUp',
    'withdraw',
    'enrol',
    'sleep',
    'wish',
    'cancel',
  ],
] as const
const step = fc.record({
  kind: fc.constantFrom(...kinds),
  /** 0 and 1 are the two files of one person. */
  who: fc.constantFrom(0, 0, 0, 1, 1, 1, 2),
  number: fc.nat({ max: 999 }),
  other: fc.nat({ max: 999 }),
})
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

const marks = ['present', 'late', 'absent', 'excused', 'excused', null]
const days = ['2025-10-06', '2025-10-08', '2025-10-13', '2025-10-14', '2025-10-16', '2025-10-21']
const nth = <One>(of: readonly One[], number: number) => of[number % of.length] as One

type Studio = Awaited<ReturnType<typeof smallStudio>>
type House = Awaited<ReturnType<typeof smallHouse>>

function requestOf(service: TestService, studio: Studio, house: House, one: Step) {
  const table = (query: string) => rows(service.databaseFile, query)
  const personId = studio.people[one.who] as string
  const sessions = table(`SELECT id FROM session WHERE date < '2025-10-09' ORDER BY date, id`)
  const sessionId = nth(sessions, one.number).id
  const groupId = nth([studio.groupA, studio.groupB], one.number)
  const day = nth(days, one.other)
  const { courseId } = house
  const remark = one.other % 3 === 0 ? { remark: `№ ${one.other}` } : {}
  switch (one.kind) {
    case 'mark': {
      const [row] = table(
        `SELECT p.session_id FROM participant p JOIN session s ON s.id = p.session_id
         WHERE person_id = '${personId}' ORDER BY s.date, s.id LIMIT 1 OFFSET ${one.number % 4}`,
      )
      const mark = nth(marks, one.other)
      return ['attendance.mark', { sessionId: row?.session_id, personId, mark, ...remark }]
    }
    case 'walkIn':
      return ['attendance.walkIn', { sessionId, person: { personId } }]
    case 'join':
      return ['studio.join', { groupId, personId, from: day, leaveClashes: true }]
    case 'leave':
      return ['studio.leave', { groupId, personId, on: day }]
    case 'wait':
      return ['studio.wait', { groupId, personId, since: day }]
    case 'absence':
      return ['attendance.announceAbsence', { personId, from: day, until: day, reason: 'ангина' }]
    case 'withdraw': {
      const absences = table('SELECT id FROM absence ORDER BY id')
      return ['attendance.withdrawAbsence', { absenceId: nth(absences, one.number)?.id }]
    }
    case 'makeUp': {
      const credits = table(`SELECT * FROM credit WHERE used_in_id IS NULL ORDER BY id`)
      const credit = nth(credits, one.number)
      const classes = table(
        `SELECT id FROM session WHERE date < '2025-10-20' AND roster_id <>
         (SELECT roster_id FROM session WHERE id = '${credit?.session_id}') ORDER BY date, id`,
      )
      return ['studio.makeUp', { creditId: credit?.id, sessionId: nth(classes, one.other)?.id }]
    }
    case 'enrol': {
      const days = one.other % 2 ? { until: '2025-10-16' } : {}
      return ['boarding.enrol', { courseId, personId, reserve: one.number % 4 === 0, ...days }]
    }
    case 'sleep': {
      const bedId = house.bed(nth(['101', '201', '103'] as const, one.number))
      const from = nth([week.from, '2025-10-16'], one.other)
      const to = from === week.from ? '2025-10-16' : week.until
      return ['boarding.place', { courseId, personId, bedId, from, to }]
    }
    case 'wish': {
      const withId = studio.people[(one.who + 1) % 3] as string
      return ['boarding.enrol', { courseId, personId, shareWithIds: [withId] }]
    }
    default:
      return ['studio.cancel', { sessionId, reason: nth(['staff', 'family'], one.other) }]
  }
}

/** One file has an excused mark and may have spent its credit; the other came to that class after all. */
async function missAndCome(
  { call }: TestService,
  { people, groupA, join }: Studio,
  [own = '', others = '']: readonly string[],
  { first, spent, attended }: { first: number; spent: boolean; attended: boolean },
) {
  const [missed, came] = [people[first] as string, people[1 - first] as string]
  await join(groupA, missed)
  await call('attendance.mark', { sessionId: own, personId: missed, mark: 'excused' })
  await call('attendance.walkIn', { sessionId: own, person: { personId: came } })
  await call('attendance.mark', { sessionId: own, personId: came, mark: 'present' })
  const [credit] = (await call('studio.credits', { personId: missed })).credits
  if (!spent || !credit) return
  await call('studio.makeUp', { creditId: credit.creditId, sessionId: others })
  const there = { sessionId: others, personId: missed, mark: 'present' }
  if (attended) await call('attendance.mark', there)
}

/** What of the marks, credits and places of a file does not agree. Written apart from the app. */
async function disagreements({ databaseFile, call }: TestService): Promise<string[]> {
  const table = (query: string) => rows(databaseFile, query)
  const wrong: string[] = []
  const put = table(`SELECT a.*, s.kind FROM attendance a JOIN session s ON s.id = a.session_id`)
  for (const { session_id, person_id, mark } of put) {
    const whose = { sessionId: String(session_id), personId: String(person_id) }
    const { changes } = await call('attendance.trail', whose)
    const last = changes.at(-1)?.after
    if (last !== mark) wrong.push(`the trail ends with ${last}, the register shows ${mark}`)
  }
  const named = (row: object) => Object.values(row).join(' ')
  const listed = table(
    `SELECT p.session_id, p.person_id, a.mark, s.cancel_reason FROM participant p
     JOIN session s ON s.id = p.session_id
     LEFT JOIN attendance a ON a.session_id = p.session_id AND a.person_id = p.person_id
     WHERE s.kind = 'class' AND (p.part = 'member' OR a.mark IS NOT NULL)`,
  )
  const credits = table('SELECT session_id, person_id FROM credit').map(named)
  const keysOf = (list: readonly Row[]) => list.map((one) => named([one.session_id, one.person_id]))
  const excused = keysOf(listed.filter(({ mark }) => mark === 'excused'))
  // Whoever joins after a class was cancelled has lost nothing by it.
  const cancelled = keysOf(
    listed.filter(
      ({ mark, cancel_reason }) => mark === null && (cancel_reason ?? 'family') !== 'family',
    ),
  )
  if (excused.some((one) => !credits.includes(one))) wrong.push('an excused mark without a credit')
  if (credits.some((one) => ![...excused, ...cancelled].includes(one))) {
    wrong.push('a credit for nothing')
  }
  const places = table(`SELECT session_id, person_id FROM participant WHERE part = 'make_up'`)
  const spent = table('SELECT used_in_id, person_id FROM credit WHERE used_in_id IS NOT NULL')
  if (`${places.map(named).sort()}` !== `${spent.map(named).sort()}`) {
    wrong.push('places are not the spent credits')
  }
  const twice = table(
    `SELECT 1 FROM membership one JOIN membership other
       ON other.group_id = one.group_id AND other.person_id = one.person_id AND other.id > one.id
      AND one.joined_on < coalesce(other.left_on, '9999')
      AND other.joined_on < coalesce(one.left_on, '9999')`,
  )
  if (twice.length > 0) wrong.push('a member twice over')
  return [...wrong, ...bookedTwice(databaseFile), ...wrongNights(databaseFile)]
}

const seen = { merged: 0, refused: 0, chosen: 0, freed: 0, walkIn: 0, credits: 0, nights: 0 }

test('whatever two files hold, one is made of them that agrees, is taken back, and is made again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 40, maxLength: 70 }),
      fc.constantFrom('later', 'kept', 'merged'),
      fc.boolean(),
      fc.option(fc.record({ first: fc.nat(1), spent: fc.boolean(), attended: fc.boolean() })),
      async (steps, rule, turnedRound, scene) => {
        const service = await testService({ clock: '2025-10-22T08:40' })
        try {
          const studio = await smallStudio(service, 4)
          const { places } = await service.call('places.list', {})
          const hall = places.find((one) => one.name === 'Зал') as (typeof places)[number]
          await service.call('places.update', { ...hall, name: 'Би залы' })
          const house = await smallHouse(service)
          const [own = ''] = await studio.plan(studio.groupA)
          const [others = ''] = await studio.plan(studio.groupB)
          await house.book()
          if (scene) await missAndCome(service, studio, [own, others], scene)
          for (const one of steps) {
            const [method, input] = requestOf(service, studio, house, one)
            const reply = await service.raw(method as string, input)
            if (!reply.ok && reply.code === 'internal') throw service.bugs.at(-1)?.error
          }
          expect(await disagreements(service)).toEqual([])
          const pair = turnedRound ? studio.people.slice(0, 2).reverse() : studio.people
          const [keptId, mergedId] = pair as [string, string]
          const { databaseFile } = service
          seen.nights += rows(
            databaseFile,
            'SELECT 1 FROM stay WHERE person_id = ?',
            mergedId,
          ).length
          seen.credits += rows(databaseFile, 'SELECT 1 FROM credit').length
          const before = stateOf(service)
          const ahead = await service.raw('people.tryMerge', { keptId, mergedId, marks: rule })
          if (!ahead.ok && ahead.code === 'internal') throw service.bugs.at(-1)?.error
          expect(stateOf(service)).toEqual(before)
          if (!ahead.ok) {
            expect(ahead.code).toBe('rules_refused')
            seen.refused += 1
            return
          }
          const { twoMarks } = ahead.value as {
            twoMarks: { sessionId: string; makeUps: { becomes: string }[] }[]
          }
          const choices = twoMarks
            .filter((_, index) => index % 2 === 1)
            .map(({ sessionId }) => ({ sessionId, keep: 'merged' as const }))
          const { changeId } = await service.call('people.merge', {
            ...{ keptId, mergedId, marks: rule as 'later', choices },
          })
          seen.merged += 1
          seen.chosen += twoMarks.length
          const becomes = twoMarks.flatMap((one) => one.makeUps.map((place) => place.becomes))
          seen.freed += becomes.filter((one) => one === 'freed').length
          seen.walkIn += becomes.filter((one) => one === 'walk_in').length

          const after = stateOf(service)
          const { alias: _, ...rest } = after
          expect(JSON.stringify(rest)).not.toContain(mergedId)
          expect(await disagreements(service)).toEqual([])
          expect(wrongLists(databaseFile)).toEqual([])
          await service.call('changes.undo', { changeId })
          expect(stateOf(service)).toEqual(before)
          expect(await disagreements(service)).toEqual([])
          await service.call('changes.redo', { changeId })
          expect(stateOf(service)).toEqual(after)
          expect(await disagreements(service)).toEqual([])
          expect(soundness(databaseFile)).toEqual({ integrity: 'ok', brokenReferences: [] })
        } finally {
          await service.remove()
        }
      },
    ),
    { seed: 20251006, numRuns: 24, endOnFailure: true },
  )
  // The property is worth nothing where nothing met.
  expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([])
}, 300_000)
