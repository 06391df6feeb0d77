import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ride } from '#contract/hippotherapy.ts'
import type { sample } from '#contract/sample.ts'
import { laterOf } from '#contract/time.ts'
import type { LocalDate, LocalDateTime, PersonId } from '#contract/values.ts'
import type { CommandContext, HandlersOf, Lookup } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { fixedClock } from '../../kernel/clock.ts'
import { DomainError } from '../../kernel/errors.ts'
import { idSource, seededRandom } from '../../kernel/ids.ts'
import { type BoardingTools, fillBoarding } from './boarding.ts'
import { fillStudios } from './studios.ts'
import { fillTerm, readCentre, term, trialDay } from './term.ts'

/** What the other features lend beside their commands. */
export interface SampleTools extends BoardingTools {
  /** Folder of the spreadsheets. */
  folder: string
  /** Whether the rules let a ride through. */
  fits(look: Lookup, ride: Ride): Promise<boolean>
}

/** In the order in which they need each other. */
const files = [
  'horses.csv',
  'staff.csv',
  'rooms.csv',
  'hippotherapy-slots.csv',
  'hippotherapy-clients-2025.csv',
  'studio-members-2025.csv',
  'course-participants-2025.csv',
]

const loadedKey = 'sampleLoaded'

async function isEmpty(db: Reader): Promise<boolean> {
  for (const table of ['person', 'horse', 'member', 'place'] as const) {
    if (await db.selectFrom(table).select('id').limit(1).executeTakeFirst()) return false
  }
  return true
}

async function countOf(db: Reader, table: 'person' | 'session' | 'attendance'): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Out of a hundred sessions: how many end how. The rest are ridden. */
const fates = [
  { share: 4, fate: 'late' },
  { share: 5, fate: 'absent' },
  { share: 5, fate: 'excused' },
  { share: 2, fate: 'family' },
  { share: 1, fate: 'weather' },
] as const
/** The last rides and classes before today that nobody has come round to mark. */
const leftUnmarked = { ride: 3, class: 2, consultation: 0 }

function fateOf(random: number): (typeof fates)[number]['fate'] | 'present' {
  let share = random * 100
  for (const one of fates) {
    share -= one.share
    if (share < 0) return one.fate
  }
  return 'present'
}

/** What chance the days of each kind of session are drawn by. */
const days = [
  { kinds: ['ride', 'class', 'consultation'], seed: 6 },
  { kinds: ['course'], seed: 7 },
] as const

/** Marks of all days before today, and rides that were cancelled. */
async function liveThrough(
  context: CommandContext,
  today: LocalDate,
  { kinds, seed }: (typeof days)[number],
) {
  const random = seededRandom(seed)
  const past = await context.tx
    .selectFrom('session')
    .innerJoin('participant', 'participant.session_id', 'session.id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'session.id')
        .onRef('attendance.person_id', '=', 'participant.person_id'),
    )
    .select(['session.id', 'session.kind', 'session.date', 'participant.person_id'])
    .where('session.kind', 'in', kinds)
    .where('session.date', '<', today)
    .where('attendance.mark', 'is', null)
    .orderBy('session.date')
    .orderBy('session.start')
    .orderBy('session.id')
    .orderBy('participant.person_id')
    .execute()
  const left = new Set(
    (['ride', 'class'] as const).flatMap((kind) =>
      [...new Set(past.filter((one) => one.kind === kind).map((one) => one.id))].slice(
        -leftUnmarked[kind],
      ),
    ),
  )
  for (const session of past) {
    const fate = fateOf(random())
    if (left.has(session.id)) continue
    const then = { clock: fixedClock(`${session.date}T18:00` as LocalDateTime) }
    const cancelled = fate === 'family' || fate === 'weather'
    const { id: sessionId, person_id: personId } = session
    if (cancelled && session.kind === 'ride') {
      await context.perform('hippotherapy.cancel', { sessionId, reason: fate }, then)
    } else {
      const mark = cancelled ? 'present' : fate
      await context.perform('attendance.mark', { sessionId, personId, mark }, then)
    }
  }
}

/** Out of so many riders one has not brought the consent yet. */
const withoutConsent = 17

/** The consents are on paper, in a folder: they are entered from there. */
async function enterConsents({ perform }: CommandContext, riders: readonly { id: PersonId }[]) {
  for (const [index, { id }] of riders.entries()) {
    if (index % withoutConsent === withoutConsent - 1) continue
    const person = await perform('people.get', { personId: id })
    await perform('people.update', { ...person, consentOn: person.statementFrom ?? term.from })
  }
}

export const sampleHandlers = (tools: SampleTools) =>
  ({
    'sample.state': async ({ db }) => ({
      empty: await isEmpty(db),
      loaded: !!(await db
        .selectFrom('setting')
        .select('key')
        .where('key', '=', loadedKey)
        .executeTakeFirst()),
    }),
    'sample.load': async (context) => {
      const { tx, clock } = context
      if (!(await isEmpty(tx))) throw new DomainError('not_empty')
      const random = seededRandom(20250825)
      const planning = fixedClock('2025-08-25T09:00' as LocalDateTime)
      const newId = idSource(planning.milliseconds, {
        fill(bytes) {
          for (let index = 0; index < bytes.length; index++) bytes[index] = random() * 256
        },
      })
      // Everything is done in the summer before, unless it says when, and the same on every machine.
      const made: CommandContext = {
        ...context,
        clock: planning,
        newId,
        perform: (method, input, as) =>
          context.perform(method, input, { clock: planning, newId, ...as }),
      }
      for (const fileName of files) {
        const contentBase64 = readFileSync(join(tools.folder, fileName)).toString('base64')
        await made.perform('people.importCommit', { fileName, contentBase64 })
      }
      const { members: team } = await made.perform('team.list', {})
      const centre = await readCentre(tx)
      await enterConsents(made, centre.riders)
      await fillTerm(
        centre,
        team,
        (series) => tools.fits(made, { ...series, date: trialDay(series) }),
        (series) => made.perform('hippotherapy.commitSeries', series),
      )
      await fillStudios(made, team)
      const today = clock.today()
      await fillBoarding(made, tools, team, today)
      for (const one of days) await liveThrough(made, laterOf(today, term.from), one)
      await tx.insertInto('setting').values({ key: loadedKey, value: 'true' }).execute()
      return {
        people: await countOf(tx, 'person'),
        sessions: await countOf(tx, 'session'),
        marks: await countOf(tx, 'attendance'),
      }
    },
  }) satisfies HandlersOf<typeof sample>
