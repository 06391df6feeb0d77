/** Rooms, courses and beds in the history: what must hold when they are put back. */
import type { Finding } from '#contract/schedule.ts'
import type { CommandContext } from '../../context.ts'
import { putIn, type Turn, takenOut, tracked } from '../../history/tracked.ts'
import { DomainError } from '../../kernel/errors.ts'
import { alignLists, periodOfEnrolment } from '../../schedule/alignment.ts'
import { block, isBlock } from '../../schedule/situation.ts'
import { conflictsOf, earliestOf, inTheWayOfClosure, roomName } from './beds.ts'
import { countParticipants, isParticipant } from './enrolments.ts'
import { findCourse, mayHaveBed } from './facts.ts'
import { sleepersOf } from './rooms.ts'
import { roomChangeFindings } from './rules.ts'
import { judge, situationOf, staysOf } from './stays.ts'
import { closureTold, courseTold, enrolmentTold, roomTold, stayTold, wishTold } from './told.ts'

const refuse = (refusals: readonly Finding[]): void => {
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
}

/** For whom a room will not do when it is again as it was. */
async function refuseUnfit({ tx, clock }: CommandContext, turn: Turn): Promise<void> {
  for (const { from, to } of turn.rows('room')) {
    if (from === null || to === null) continue
    const kind = (row: typeof from) => ({
      ...row,
      forWhom: row.for_whom,
      accessible: row.accessible === 1,
    })
    const sleepers = await sleepersOf(tx, to.id, clock.today())
    refuse(roomChangeFindings(kind(from), kind(to), sleepers))
  }
}

/** Refuses `in_use` for a bed that is to go in which somebody sleeps today or later. */
async function refuseTakenBed({ tx, clock }: CommandContext, turn: Turn): Promise<void> {
  for (const bed of putIn(turn.rows('bed'))) {
    if (bed.active === 1) continue
    const taken = await tx
      .selectFrom('stay')
      .innerJoin('bed', 'bed.id', 'stay.bed_id')
      .innerJoin('room', 'room.id', 'bed.room_id')
      .select(['room.building', 'room.number'])
      .where('stay.bed_id', '=', bed.id)
      .where('stay.to_date', '>', clock.today())
      .where('stay.from_date', '>=', earliestOf(clock.today()))
      .executeTakeFirst()
    if (taken) throw new DomainError('in_use', { what: 'bed', name: roomName(taken) })
  }
}

/** Nobody sleeps in a room that is to be closed again. */
async function refuseSleepers({ tx }: CommandContext, turn: Turn): Promise<void> {
  for (const closure of putIn(turn.rows('room_closure'))) {
    refuse(await inTheWayOfClosure(tx, closure))
  }
}

/** A course has room again for whom it would get back. */
async function refuseFullCourse({ tx }: CommandContext, turn: Turn): Promise<void> {
  for (const { from, to } of turn.rows('enrolment')) {
    if (to === null || !isParticipant(to) || (from && isParticipant(from))) continue
    const { id, name, capacity } = await findCourse(tx, to.course_id)
    const participants = await countParticipants(tx, id)
    if (participants > capacity) refuse([block('course_full', { name, capacity }, true)])
  }
}

/** Others may hold on to somebody who is to go: a bed, companions. Refuses `changed_since`. */
async function refuseHeld({ tx }: CommandContext, turn: Turn): Promise<void> {
  for (const { from, to } of turn.rows('enrolment')) {
    const row = to ?? from
    if (row === null) continue
    const beds = to && mayHaveBed(to) ? [] : await staysOf(tx, row.course_id, row.person_id)
    const companion = await tx
      .selectFrom('enrolment')
      .select('person_id')
      .where('course_id', '=', row.course_id)
      .where('companion_of_id', '=', row.person_id)
      .executeTakeFirst()
    if (beds.length > 0 || (to === null && companion)) throw new DomainError('changed_since')
  }
}

/** The bed is there, and free. */
async function refuseTaken({ tx }: CommandContext, turn: Turn): Promise<void> {
  const rows = turn.rows('stay')
  const own = rows.flatMap(({ from, to }) => (to ?? from)?.id ?? [])
  const closures = takenOut(turn.rows('room_closure'))
  for (const stay of putIn(rows)) {
    const bed = await tx
      .selectFrom('bed')
      .selectAll()
      .where('id', '=', stay.bed_id)
      .executeTakeFirst()
    const ownBed = turn.rows('bed').find(({ key }) => key === stay.bed_id)?.to
    if ((ownBed ?? bed)?.active !== 1) throw new DomainError('changed_since')
    const conflicts = await conflictsOf(tx, stay, own)
    refuse(closures.length > 0 ? conflicts.filter((one) => one.code !== 'room_closed') : conflicts)
  }
}

/** The rules of a bed, but for what a coordinator has overridden. */
async function judgeStays({ tx, clock }: CommandContext, turn: Turn): Promise<void> {
  for (const stay of putIn(turn.rows('stay'))) {
    if (stay.kept === 1) continue
    const nights = { from: stay.from_date, to: stay.to_date }
    const situation = await situationOf(tx, stay.course_id, nights, clock.today())
    if (!situation.guests.has(stay.person_id)) continue
    const placing = {
      courseId: stay.course_id,
      personId: stay.person_id,
      bedId: stay.bed_id,
      ...nights,
    }
    const blocks = judge(situation, placing).filter(isBlock)
    refuse(blocks.filter((one) => !(one.overridable && stay.override_reason !== null)))
  }
}

export const boardingTracked = [
  tracked('room', { key: ['id'], topics: ['rooms'], told: roomTold, derive: refuseUnfit }),
  tracked('bed', { key: ['id'], topics: ['rooms'], told: roomTold, derive: refuseTakenBed }),
  tracked('room_closure', {
    key: ['id'],
    topics: ['rooms'],
    exchanged: true,
    told: closureTold,
    restore: refuseSleepers,
  }),
  tracked('course', { key: ['id'], topics: ['courses'], told: courseTold }),
  tracked('enrolment', {
    key: ['course_id', 'person_id'],
    topics: ['courses'],
    told: enrolmentTold,
    async derive(context, turn) {
      await refuseFullCourse(context, turn)
      await refuseHeld(context, turn)
      for (const { from, to } of turn.rows('enrolment')) {
        await alignLists(context, periodOfEnrolment(from), periodOfEnrolment(to))
      }
    },
  }),
  tracked('share_wish', {
    key: ['course_id', 'person_id', 'with_id'],
    topics: ['courses'],
    told: wishTold,
  }),
  tracked('stay', {
    key: ['id'],
    topics: ['courses'],
    exchanged: true,
    told: stayTold,
    restore: refuseTaken,
    derive: judgeStays,
  }),
]
