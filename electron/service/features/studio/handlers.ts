import type { studio } from '#contract/studio.ts'
import type { GroupId, SessionId } from '#contract/values.ts'
import type { CommandContext, HandlersOf } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { addDays } from '../../kernel/time.ts'
import { clashesOf } from '../../schedule/enlisting.ts'
import type { House } from '../../schedule/facts.ts'
import { allow, cancelledSession, standingSession } from '../../schedule/one.ts'
import { Recorder } from '../../schedule/recorder.ts'
import { cancelSeries, ofTemplate } from '../../schedule/series-changes.ts'
import { checkClass, classKind } from './class-kind.ts'
import { readClass, readWeek } from './classes.ts'
import { closeGroup, createGroup, updateGroup } from './groups.ts'
import { cancelMakeUp, makeUp, makeUpPlaces, readCredits } from './make-ups.ts'
import { join, leave, leaveForTransfer, ofGroup, tryJoin } from './members.ts'
import { freePlaces, wait } from './queue.ts'
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

/** Handlers that look at opening hours, closed days and limits through `house`. */
export function studioHandlers(house: House) {
  const recording = (context: CommandContext) => new Recorder(context, house)

  async function queues(db: Reader, today: Parameters<typeof addDays>[0], input: QueueInput) {
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
  type QueueInput = { groupId?: GroupId | undefined; onlyNext: boolean }

  return {
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
    'studio.createGroup': async (context, fields) => {
      const recorder = recording(context)
      const groupId = await createGroup(context, recorder, fields)
      return { groupId, changeId: await recorder.save('create_group') }
    },
    'studio.updateGroup': async (context, fields) => {
      const recorder = recording(context)
      await updateGroup(context, recorder, fields)
      return { groupId: fields.groupId, changeId: await recorder.save('update_group') }
    },
    'studio.closeGroup': async (context, { groupId, on }) => {
      const recorder = recording(context)
      const closed = await closeGroup(context, recorder, groupId, on)
      return { ...closed, changeId: await recorder.save('close_group') }
    },

    'studio.join': async (context, joining) => {
      const recorder = recording(context)
      const membershipId = await join(context, recorder, joining)
      return { membershipId, changeId: await recorder.save('join') }
    },
    'studio.tryJoin': ({ tx }, joining) => tryJoin(tx, joining),
    'studio.leave': async (context, { groupId, personId, on }) => {
      const recorder = recording(context)
      await leave(context, recorder, groupId, personId, on)
      return { changeId: await recorder.save('leave') }
    },
    'studio.transfer': async (context, transferring) => {
      const recorder = recording(context)
      const joining = await leaveForTransfer(context, recorder, transferring)
      const membershipId = await join(context, recorder, joining)
      return { membershipId, changeId: await recorder.save('transfer') }
    },
    'studio.tryTransfer': async (context, transferring) => {
      const joining = await leaveForTransfer(context, recording(context), transferring)
      return tryJoin(context.tx, joining)
    },

    'studio.wait': async (context, { groupId, personId, since, note }) => {
      const recorder = recording(context)
      await wait(context, recorder, { groupId, personId, since, note })
      const queue = await readQueues(context.tx, { groupId })
      const position = queue.find((one) => one.personId === personId)?.position ?? queue.length
      return { position, changeId: await recorder.save('wait') }
    },
    'studio.stopWaiting': async (context, { groupId, personId }) => {
      const recorder = recording(context)
      const waiting = await findWaiting(context.tx, groupId, personId)
      if (!waiting) throw new DomainError('not_found', { what: 'waiting' })
      await recorder.row('waiting', waiting, null)
      return { changeId: await recorder.save('stop_waiting') }
    },
    'studio.waitingList': async ({ db, clock }, input) => ({
      waiting: await queues(db, clock.today(), input),
    }),
    'studio.ofPerson': async ({ db }, { personId }) => ({
      memberships: await membershipsOfPerson(db, personId),
      waiting: await readQueues(db, { personId }),
    }),

    'studio.planTerm': async (context, plan) => ({
      outcomes: await planTerm(context, house, recording(context), plan),
    }),
    'studio.commitTerm': async (context, plan) => {
      const recorder = recording(context)
      const outcomes = await planTerm(context, house, recorder, plan)
      return { outcomes, changeId: await recorder.save('plan_term') }
    },
    'studio.week': ({ db }, { from }) => readWeek(db, house, from),
    'studio.session': ({ db }, { sessionId }) => readClass(db, sessionId),

    'studio.check': async ({ db }, { sessionId, ...lesson }) => {
      const id = sessionId ?? ('' as SessionId)
      return checkClass(db, house, await lessonOf(db, id, lesson, false))
    },
    'studio.book': async (context, { leaveClashes, ...lesson }) => {
      await findGroup(context.tx, lesson.groupId)
      const id = context.newId<SessionId>()
      const session = await lessonOf(context.tx, id, lesson, leaveClashes)
      const { warnings } = await allow(context, classKind(house), session)
      const recorder = recording(context)
      await recorder.session(null, session)
      return { sessionId: id, warnings, changeId: await recorder.save('book_class') }
    },
    'studio.move': async (context, input) => {
      const recorder = recording(context)
      const moved = await moveClass(context, house, recorder, input)
      return {
        sessionId: input.sessionId,
        ...moved,
        changeId: await recorder.save('move_class'),
      }
    },
    'studio.tryMove': async (context, input) => {
      const asked = { ...input, leaveClashes: true }
      const { outcomes } = await moveClass(context, house, recording(context), asked)
      return { outcomes }
    },
    'studio.cancel': async (context, { sessionId, ...how }) => {
      const recorder = recording(context)
      const session = await standingSession(context.tx, sessionId, 'class')
      const series = how.scope === 'this' ? null : ofTemplate(session)
      const cancelled = { ...session, cancelReason: how.reason, cancelNote: how.note ?? null }
      if (!series) await recorder.session(session, cancelled)
      const count = series ? (await cancelSeries(context, recorder, series, how)).length : 1
      return { cancelled: count, changeId: await recorder.save('cancel_class') }
    },
    'studio.restore': async (context, { sessionId }) => {
      const session = await cancelledSession(context.tx, sessionId, 'class')
      const standing = { ...session, cancelReason: null, cancelNote: null }
      const { warnings } = await allow(context, classKind(house), standing)
      const recorder = recording(context)
      await recorder.session(session, standing)
      return { sessionId, warnings, changeId: await recorder.save('restore_class') }
    },

    'studio.credits': async ({ db, clock }, { personId, on }) => ({
      credits: await readCredits(db, { personId, openOn: on ?? clock.today() }),
    }),
    'studio.makeUpPlaces': async ({ db, clock }, { creditId }) => ({
      classes: await makeUpPlaces(db, creditId, clock.today()),
    }),
    'studio.makeUp': async (context, { creditId, sessionId }) => {
      const recorder = recording(context)
      await makeUp(context, recorder, creditId, sessionId)
      return { changeId: await recorder.save('make_up') }
    },
    'studio.cancelMakeUp': async (context, { creditId }) => {
      const recorder = recording(context)
      await cancelMakeUp(context, recorder, creditId)
      return { changeId: await recorder.save('cancel_make_up') }
    },
  } satisfies HandlersOf<typeof studio>
}
