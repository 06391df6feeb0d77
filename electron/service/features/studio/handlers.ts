import type { studio } from '#contract/studio.ts'
import type { GroupId, LocalDate, SessionId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { addDays } from '../../kernel/time.ts'
import { clashesOf } from '../../schedule/enlisting.ts'
import { allow, cancelledSession, standingSession } from '../../schedule/one.ts'
import { cancelSeries, ofTemplate } from '../../schedule/series-changes.ts'
import { writeSession } from '../../schedule/writing.ts'
import { checkClass, classKind } from './class-kind.ts'
import { readClass, readWeek } from './classes.ts'
import { closeGroup, createGroup, updateGroup } from './groups.ts'
import { cancelMakeUp, makeUp, makeUpPlaces, readCredits } from './make-ups.ts'
import { join, leave, leaveForTransfer, ofGroup, tryJoin } from './members.ts'
import { freePlaces, wait } from './queue.ts'
import { writeWaiting } from './rows.ts'
import {
  findGroup,
  findWaiting,
  membershipsOfPerson,
  readGroups,
  readMemberships,
  readQueues,
} from './store.ts'
import { lessonOf, moveClass, planTerm } from './timetable.ts'

/** For how many days the hours of somebody who waits are looked at. */
const lookAhead = 28

type QueueInput = { groupId?: GroupId | undefined; onlyNext: boolean }

async function queues(db: Reader, today: LocalDate, input: QueueInput) {
  const waiting = await readQueues(db, { groupId: input.groupId })
  const free = new Map<GroupId, number>()
  for (const { groupId } of waiting) {
    if (!free.has(groupId)) free.set(groupId, await freePlaces(db, groupId, today))
  }
  const answer = []
  for (const one of waiting) {
    const places = free.get(one.groupId) ?? 0
    const next = one.position <= places
    if (input.onlyNext && !next) continue
    const until = addDays(today, lookAhead)
    const clashes = next
      ? await clashesOf(db, ofGroup(one.groupId), one.personId, { from: today, until })
      : []
    const findings = clashes.map((clash) => clash.finding)
    answer.push({ ...one, freePlaces: places, next, findings })
  }
  return answer
}

export const studioHandlers = {
  'studio.groups': async ({ db, clock }, { on, withPast }) => ({
    groups: await readGroups(db, on ?? clock.today(), { withPast }),
  }),
  'studio.group': async ({ db, clock }, { groupId, on }) => {
    const day = on ?? clock.today()
    const [group] = await readGroups(db, day, { ids: [groupId] })
    if (!group) throw new DomainError('not_found', { what: 'group' })
    const all = await readMemberships(db, groupId)
    const former = all
      .filter((one) => one.leftOn !== null && one.leftOn <= day)
      .sort((one, other) => ((one.leftOn ?? '') > (other.leftOn ?? '') ? -1 : 1))
    return {
      ...group,
      memberList: all.filter((one) => !former.includes(one)),
      former,
      queue: await readQueues(db, { groupId }),
    }
  },
  'studio.createGroup': async (context, fields) => ({
    groupId: await createGroup(context, fields),
  }),
  'studio.updateGroup': async (context, fields) => {
    await updateGroup(context, fields)
    return { groupId: fields.groupId }
  },
  'studio.closeGroup': (context, { groupId, on }) => closeGroup(context, groupId, on),

  'studio.join': async (context, joining) => ({
    membershipId: await join(context, joining),
  }),
  'studio.tryJoin': ({ tx }, joining) => tryJoin(tx, joining),
  'studio.leave': (context, { groupId, personId, on }) => leave(context, groupId, personId, on),
  'studio.transfer': async (context, transferring) => {
    const joining = await leaveForTransfer(context, transferring)
    const membershipId = await join(context, joining)
    return { membershipId }
  },
  'studio.tryTransfer': async (context, transferring) => {
    const joining = await leaveForTransfer(context, transferring)
    return tryJoin(context.tx, joining)
  },

  'studio.wait': async (context, { groupId, personId, since, note }) => {
    await wait(context, { groupId, personId, since, note })
    const queue = await readQueues(context.tx, { groupId })
    const position = queue.find((one) => one.personId === personId)?.position ?? queue.length
    return { position }
  },
  'studio.stopWaiting': async (context, { groupId, personId }) => {
    const waiting = await findWaiting(context.tx, groupId, personId)
    if (!waiting) throw new DomainError('not_found', { what: 'waiting' })
    await writeWaiting(context.tx, waiting, null)
  },
  'studio.waitingList': async ({ db, clock }, input) => ({
    waiting: await queues(db, clock.today(), input),
  }),
  'studio.ofPerson': async ({ db }, { personId }) => ({
    memberships: await membershipsOfPerson(db, personId),
    waiting: await readQueues(db, { personId }),
  }),

  'studio.planTerm': async (context, plan) => ({
    outcomes: await planTerm(context, plan),
  }),
  'studio.commitTerm': async (context, plan) => ({
    outcomes: await planTerm(context, plan),
  }),
  'studio.week': (context, { from }) => readWeek(context, from),
  'studio.session': ({ db }, { sessionId }) => readClass(db, sessionId),

  'studio.check': async (context, { sessionId, ...lesson }) => {
    const id = sessionId ?? ('' as SessionId)
    return checkClass(context, await lessonOf(context.db, id, lesson, false))
  },
  'studio.book': async (context, { leaveClashes, ...lesson }) => {
    await findGroup(context.tx, lesson.groupId)
    const id = context.newId<SessionId>()
    const session = await lessonOf(context.tx, id, lesson, leaveClashes)
    const { warnings } = await allow(context, classKind, session)
    await writeSession(context, null, session)
    return { sessionId: id, warnings }
  },
  'studio.move': async (context, input) => {
    const moved = await moveClass(context, input)
    return { sessionId: input.sessionId, ...moved }
  },
  'studio.tryMove': async (context, input) => {
    const asked = { ...input, leaveClashes: true }
    const { outcomes } = await moveClass(context, asked)
    return { outcomes }
  },
  'studio.cancel': async (context, { sessionId, ...how }) => {
    const session = await standingSession(context.tx, sessionId, 'class')
    const series = how.scope === 'this' ? null : ofTemplate(session)
    const cancelled = { ...session, cancelReason: how.reason, cancelNote: how.note ?? null }
    if (!series) await writeSession(context, session, cancelled)
    const count = series ? (await cancelSeries(context, series, how)).length : 1
    return { cancelled: count }
  },
  'studio.restore': async (context, { sessionId }) => {
    const session = await cancelledSession(context.tx, sessionId, 'class')
    const standing = { ...session, cancelReason: null, cancelNote: null }
    const { warnings } = await allow(context, classKind, standing)
    await writeSession(context, session, standing)
    return { sessionId, warnings }
  },

  'studio.credits': async ({ db, clock }, { personId, on }) => ({
    credits: await readCredits(db, { personId, openOn: on ?? clock.today() }),
  }),
  'studio.makeUpPlaces': async ({ db, clock }, { creditId }) => ({
    classes: await makeUpPlaces(db, creditId, clock.today()),
  }),
  'studio.makeUp': (context, { creditId, sessionId }) => makeUp(context, creditId, sessionId),
  'studio.cancelMakeUp': (context, { creditId }) => cancelMakeUp(context, creditId),
} satisfies HandlersOf<typeof studio>
