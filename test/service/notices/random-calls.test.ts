/**
 * What a family last heard is followed beside the app, change by change; what they are to be told must be
 * where that differs from what stands in the file, and nothing else.
 */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'
import { rows, soundness } from '#test/support/tables.ts'

const days = ['2025-10-07', '2025-10-08', '2025-10-09']
const hours = ['10:00', '11:00', '12:00', '13:00']
const pick = (most: number) => fc.nat({ max: most - 1 })
const step = fc.record({
  kind: fc.constantFrom(
    ...(['cancel', 'cancel', 'move', 'move', 'replace', 'restore'] as const),
    ...(['told', 'told', 'not_reached', 'undo', 'undo', 'redo', 'off', 'off', 'on'] as const),
  ),
  session: pick(100),
  change: pick(100),
  day: pick(days.length),
  hour: pick(hours.length),
  who: pick(2),
  reason: fc.constantFrom('family', 'weather', 'horse', 'staff'),
})
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** «2025-10-07 10:00, place, leader, horse», by session and person; nothing where it does not take place. */
function standing(file: string): Map<string, string> {
  const found = rows(
    file,
    `SELECT s.id, p.person_id, s.date, s.start, s.place_id, s.led_by_id, r.horse_id FROM session s
     JOIN participant p ON p.session_id = s.id LEFT JOIN ride r ON r.session_id = s.id
     WHERE s.cancel_reason IS NULL AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.mark = 'cancelled'
       AND a.session_id = s.id AND a.person_id = p.person_id)`,
  )
  return new Map(
    found.map((row) => [
      `${row.id} ${row.person_id}`,
      `${row.date} ${row.start} ${row.place_id} ${row.led_by_id} ${row.horse_id}`,
    ]),
  )
}

/** Why a change may not be turned: what has been done since. */
const refusals = ['changed_since', 'rules_refused', 'session_cancelled', 'session_marked']

/** Of what was told, or is the family's own doing: what they had heard before it, by session and person. */
type Heard = Map<string, string | undefined>

async function follow(service: TestService, centre: SmallCentre, steps: readonly Step[]) {
  const file = service.databaseFile
  const sessions = rows(file, 'SELECT id, kind FROM session WHERE date > ?', '2025-10-06')
  const known: Heard = new Map(standing(file))
  const pairs = [...known.keys()]
  const done: { changeId: string; before: Heard | null; undone: boolean }[] = []
  const pairsOf = (sessionId: unknown) => pairs.filter((pair) => pair.startsWith(`${sessionId} `))
  const heardOf = (of: readonly string[]): Heard =>
    new Map(of.map((pair) => [pair, known.get(pair)]))
  const isOff = (sessionId: unknown) =>
    rows(file, 'SELECT cancel_reason FROM session WHERE id = ?', String(sessionId))[0]
      ?.cancel_reason ?? null
  const hearNow = (of: Iterable<string>) => {
    const now = standing(file)
    for (const pair of of) known.set(pair, now.get(pair))
  }
  let changed = 0
  for (const one of steps) {
    const session = sessions[one.session % sessions.length] as { id: string; kind: string }
    const ride = session.kind === 'ride'
    const prefix = ride ? 'hippotherapy' : 'studio'
    const sessionId = session.id
    const own = pairsOf(sessionId)
    const wasOff = isOff(sessionId)
    const before = heardOf(own)
    const did = async (method: string, input: object): Promise<string | null> => {
      const reply = await service.raw(method, input)
      if (!reply.ok) expect(reply.code).not.toBe('internal')
      return reply.ok ? (reply.value as { changeId: string | null }).changeId : null
    }
    const note = (changeId: string | null, heard: Heard | null) => {
      if (changeId === null) return
      if (heard) hearNow(heard.keys())
      done.push({ changeId, before: heard, undone: false })
      changed++
    }
    if (one.kind === 'cancel') {
      const { reason } = one
      note(
        await did(`${prefix}.cancel`, { sessionId, reason }),
        reason === 'family' ? before : null,
      )
    } else if (one.kind === 'restore') {
      const changeId = await did(`${prefix}.restore`, { sessionId })
      note(changeId, wasOff === 'family' ? before : null)
    } else if (one.kind === 'off' || one.kind === 'on') {
      const personId = own[one.change % own.length]?.split(' ')[1]
      const mark = one.kind === 'off' ? 'cancelled' : null
      note(await did('attendance.mark', { sessionId, personId, mark }), null)
    } else if (one.kind === 'move') {
      const to = { date: days[one.day], start: hours[one.hour] }
      note(await did(`${prefix}.move`, { sessionId, ...to }), null)
    } else if (one.kind === 'replace') {
      const instructorId = [centre.instructor, centre.instructor2][one.who]
      const horseId = [centre.zhuldyz, centre.aqboz][one.change % 2]
      if (ride) note(await did('hippotherapy.move', { sessionId, instructorId, horseId }), null)
    } else if (one.kind === 'told' || one.kind === 'not_reached') {
      const open = rows(file, `SELECT id, session_id, person_id FROM notice WHERE state <> 'told'`)
      const notice = open[one.change % Math.max(open.length, 1)]
      if (!notice) continue
      const heard = heardOf([`${notice.session_id} ${notice.person_id}`])
      const changeId = await did('notices.told', { noticeId: notice.id, state: one.kind })
      note(changeId, one.kind === 'told' ? heard : null)
    } else {
      const again = one.kind === 'redo'
      const turned = done.filter((change) => change.undone === again)
      const change = turned[turned.length - 1 - (one.change % Math.max(turned.length, 1))]
      if (!change) continue
      const { changeId } = change
      const reply = await service.raw(again ? 'changes.redo' : 'changes.undo', { changeId })
      if (!reply.ok) {
        expect(refusals).toContain(reply.code)
        continue
      }
      change.undone = !again
      changed++
      if (!change.before) continue
      if (again) hearNow(change.before.keys())
      else {
        for (const [pair, heard] of change.before) {
          // What the family has called off meanwhile they know.
          known.set(pair, isOff(pair.split(' ')[0]) === 'family' ? undefined : heard)
        }
      }
    }
    const now = standing(file)
    const wanted = pairs
      .filter((pair) => known.get(pair) !== now.get(pair))
      .map((pair) => [pair, known.get(pair) ?? null, now.get(pair) ?? null])
      .sort()
    const side = (name: 'known' | 'now') =>
      `iif(${name}_date IS NULL, NULL, ${name}_date || ' ' || ${name}_start || ' ' || ${name}_place_id || ' ' ||
        ${name}_led_by_id || ' ' || coalesce(${name}_horse_id, 'null'))`
    const found = rows(
      file,
      `SELECT session_id || ' ' || person_id AS pair, ${side('known')} AS known, ${side('now')} AS now
       FROM notice WHERE state <> 'told'`,
    )
      .map((row) => [row.pair, row.known, row.now])
      .sort()
    if (!isDeepStrictEqual(found, wanted)) expect({ one, found }).toEqual({ one, found: wanted })
  }
  return changed
}

test('the open calls are what families last heard, held against what stands', async () => {
  let changed = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 45 }), async (steps) => {
      const service = await testService()
      try {
        const centre = await smallCentre(service)
        for (const date of days) {
          const [hour = ''] = hours
          await service.call('hippotherapy.book', centre.ride({ date, start: hour }) as never)
          await service.call('hippotherapy.book', centre.otherRide({ date, start: hour }) as never)
        }
        const studio = await smallStudio(service)
        for (const personId of studio.people.slice(0, 2)) await studio.join(studio.groupA, personId)
        await service.call('studio.commitTerm', {
          ...{ groupId: studio.groupA, from: '2025-10-07', until: '2025-10-12' },
        } as never)
        changed += await follow(service, centre, steps)
        expect(soundness(service.databaseFile)).toEqual({ integrity: 'ok', brokenReferences: [] })
      } finally {
        await service.remove()
      }
    }),
    { numRuns: 12, seed: 20251006, endOnFailure: true },
  )
  expect(changed).toBeGreaterThan(200)
}, 120_000)
