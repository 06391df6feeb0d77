import type { studio } from '#contract/studio.ts'
import { addDays } from '#contract/time.ts'
import type { GroupId, LocalDate, SessionId } from '#contract/values.ts'
import type { HandlersOf, Lookup } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { book, cancel, check, restore } from '../../schedule/commands.ts'
import { clashesOf } from '../../schedule/enlisting.ts'
import { readClass, readWeek } from './classes.ts'
import { closeGroup, createGroup, updateGroup } from './groups.ts'
import { classKind } from './kind.ts'
import { cancelMakeUp, makeUp, makeUpPlaces, readCredits } from './make-ups.ts'
import { join, leave, leaveForTransfer, tryJoin } from './members.ts'
import { freePlaces, wait } from './queue.ts'
import { writeWaiting } from './rows.ts'
import {
  findWaiting,
  membershipsOfPerson,
  readGroups,
  readMemberships,
  readQueues,
} from './store.ts'
import { classOfGroup, moveClass, planTerm } from './timetable.ts'

/** For how many days the hours of somebody who waits are looked at. */
const lookAhead = 28

type QueueInput = { groupId?: GroupId | undefined; onlyNext: boolean }

async function queues(look: Lookup, today: LocalDate, input: QueueInput) {
  const { db } = look
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
      ? await clashesOf(look, one.groupId, one.personId, { from: today, until })
      : []
    const findings = clashes.map((clash) => clash.finding)
    answer.push({ ...one, freePlaces: places, next, findings })
  }
  return answer
}

export const studioHandlers = {
  'studio.groups': async (context, { on, withPast }) => ({
    groups: await readGroups(context, on ?? context.clock.today(), { withPast }),
  }),
  'studio.group': async (context, { groupId, on }) => {
    const { db, clock } = context
    const day = on ?? clock.today()
    const [group] = await readGroups(context, day, { ids: [groupId] })
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
  'studio.updateGroup': (context, fields) => updateGroup(context, fields),
  'studio.tryUpdateGroup': (context, fields) => updateGroup(context, fields),
  'studio.closeGroup': (context, { groupId, on }) => closeGroup(context, groupId, on),
  'studio.tryCloseGroup': (context, { groupId, on }) => closeGroup(context, groupId, on),

  'studio.join': async (context, joining) => ({
    membershipId: await join(context, joining),
  }),
  'studio.tryJoin': (context, joining) => tryJoin(context, joining),
  'studio.leave': (context, { groupId, personId, on }) => leave(context, groupId, personId, on),
  'studio.transfer': async (context, transferring) => {
    const joining = await leaveForTransfer(context, transferring)
    const membershipId = await join(context, joining)
    return { membershipId }
  },
  'studio.tryTransfer': async (context, transferring) => {
    const joining = await leaveForTransfer(context, transferring)
    return tryJoin(context, joining)
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
  'studio.waitingList': async (context, input) => ({
    waiting: await queues(context, context.clock.today(), input),
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
  'studio.session': (context, { sessionId }) => readClass(context, sessionId),

  'studio.check': (context, { sessionId, ...lesson }) =>
    check(context, classKind, classOfGroup(sessionId ?? ('' as SessionId), lesson)),
  'studio.book': (context, { leaveClashes, override, ...lesson }) => {
    const session = classOfGroup(context.newId<SessionId>(), lesson)
    return book(context, classKind, session, { leaveClashes, override })
  },
  'studio.move': (context, input) => moveClass(context, input),
  'studio.tryMove': (context, input) => moveClass(context, { ...input, leaveClashes: true }),
  'studio.cancel': (context, input) => cancel(context, classKind, input),
  'studio.tryCancel': (context, input) => cancel(context, classKind, input),
  'studio.restore': (context, input) => restore(context, classKind, input),

  'studio.credits': async ({ db, clock }, { personId, on }) => ({
    credits: await readCredits(db, { personId, openOn: on ?? clock.today() }),
  }),
  'studio.makeUpPlaces': async (context, { creditId, from }) => ({
    classes: await makeUpPlaces(context, creditId, from ?? context.clock.today()),
  }),
  'studio.makeUp': (context, spent) => makeUp(context, spent),
  'studio.cancelMakeUp': (context, { creditId }) => cancelMakeUp(context, creditId),
} satisfies HandlersOf<typeof studio>
