/** Studios: groups, members with dates, waiting lists, the week's timetable, make-up places. */
import { z } from 'zod'
import { command, methods, type OutputOf, preview, read } from './envelope.ts'
import {
  AlsoSaid,
  Alternative,
  Booked,
  bookingRefuses,
  Cancelled,
  Cancelling,
  CancelReason,
  Checked,
  cancellingRefuses,
  Finding,
  Interval,
  Moved,
  Moving,
  movingRefuses,
  Outcome,
  Override,
  Part,
  Restoring,
  restoringRefuses,
  SessionState,
  ToSettle,
} from './schedule.ts'
import { seen, seenBy } from './sights.ts'
import { mostAssistants } from './team.ts'
import {
  CreditId,
  GroupId,
  LocalDate,
  LocalTime,
  LongText,
  MemberId,
  MembershipId,
  Minutes,
  PersonId,
  PlaceId,
  SessionId,
  ShortText,
  TemplateId,
  Version,
  versioned,
  Weekday,
} from './values.ts'

export const studioKeys = ['art', 'dance', 'acting', 'computer', 'music'] as const
/** The five studios of the integration centre. */
export const Studio = z.enum(studioKeys)
export type Studio = z.infer<typeof Studio>

/** A weekly time of a group: the template that its classes are made from. */
export const GroupTime = z.object({
  day: Weekday,
  start: LocalTime,
  minutes: Minutes,
  interval: Interval.default(1),
  /** Of an interval: from whose week on they are counted; by default from the first day on which it holds. */
  countedFrom: LocalDate.exactOptional(),
})
export type GroupTime = z.infer<typeof GroupTime>

export const GroupFields = z.object({
  studio: Studio,
  name: ShortText,
  /** Null while nobody has been found: its classes then are not ready. */
  teacherId: MemberId.nullable(),
  /** A second teacher, an assistant: whoever works here. */
  assistantIds: z.array(MemberId).max(mostAssistants).default([]),
  /** Needed before classes can be planned. */
  placeId: PlaceId.nullable(),
  /** Members at most. */
  capacity: z.int().min(1).max(200),
  /** First and last day of the term. */
  from: LocalDate,
  until: LocalDate,
  times: z.array(GroupTime).max(14),
  note: LongText.nullable().default(null),
})
export type GroupFields = z.infer<typeof GroupFields>

export const Group = GroupFields.extend({
  groupId: GroupId,
  version: Version,
  teacherName: z.string().nullable(),
  /** In the order of their ids. */
  assistantNames: z.array(z.string()),
  placeName: z.string().nullable(),
  /** Members on the asked day. */
  members: z.int(),
  /** How many wait. */
  waiting: z.int(),
  /** Its classes that are not cancelled, and the last of them. */
  classes: z.int(),
  lastClassOn: LocalDate.nullable(),
})
export type Group = z.infer<typeof Group>

/** All groups that run on a day (default today) or later, by studio and name; `withPast` the others too. */
export const groups = read('studio.groups', {
  may: 'viewing',
  input: z.object({ on: LocalDate.exactOptional(), withPast: z.boolean().default(false) }),
  output: z.object({ groups: z.array(Group) }),
})

export const Membership = z.object({
  membershipId: MembershipId,
  groupId: GroupId,
  groupName: z.string(),
  studio: Studio,
  personId: PersonId,
  name: z.string(),
  birthDate: LocalDate.nullable(),
  joinedOn: LocalDate,
  /** The first day on which the person is no member any more; null while there is none. */
  leftOn: LocalDate.nullable(),
  /** The group that the person came from or went to, when it was a transfer. */
  cameFrom: z.string().nullable(),
  wentTo: z.string().nullable(),
})
export type Membership = z.infer<typeof Membership>

export const Waiting = z.object({
  groupId: GroupId,
  groupName: z.string(),
  studio: Studio,
  personId: PersonId,
  name: z.string(),
  phone: seen('contacts', z.string().nullable()),
  since: LocalDate,
  note: z.string().nullable(),
  /** Place in the queue of the group, from 1. */
  position: z.int(),
})
export type Waiting = z.infer<typeof Waiting>

/** A group with its members by name, those who left (the latest first), and its queue. */
export const group = read('studio.group', {
  may: 'viewing',
  input: z.object({ groupId: GroupId, on: LocalDate.exactOptional() }),
  output: Group.extend({
    memberList: z.array(Membership),
    former: z.array(Membership),
    queue: z.array(Waiting),
  }),
})
export type GroupView = OutputOf<typeof group>

/** Refuses `in_use` for a name that the studio has, `bad_request` for a term that ends before it begins. */
export const createGroup = command('studio.createGroup', {
  may: 'scheduling',
  refuses: ['in_use'],
  input: GroupFields,
  output: z.object({ groupId: GroupId }),
})
const ChangedGroup = GroupFields.extend({
  groupId: GroupId,
  ...versioned,
  /**
   * What becomes of the classes to come: `keep` leaves every one as it is, `change` gives them the new
   * hour, teacher and place, takes out those at hours that the group does not have any more or after its
   * term, and makes those at new hours as far as the group was planned.
   */
  classesToCome: z.enum(['keep', 'change']).default('keep'),
})
const GroupChange = z.object({
  groupId: GroupId,
  /** Of each class that is touched, or stays because somebody has changed or marked it. */
  outcomes: z.array(Outcome),
  /** A `group_full` that warns: there are more members than places. */
  findings: z.array(Finding),
})
/**
 * Sets all fields. Times, teacher and place hold for classes that are planned from now on, and for those
 * to come when `classesToCome` says so; nothing that has begun is touched. Refuses as `createGroup`, and
 * `rules_refused {refusals, outcomes}` for a class that can neither follow nor stay where it was.
 */
export const updateGroup = command('studio.updateGroup', {
  may: 'scheduling',
  changesFacts: true,
  refuses: ['in_use', 'changed_since', 'rules_refused'],
  input: ChangedGroup,
  output: GroupChange,
})
export const tryUpdateGroup = preview('studio.tryUpdateGroup', {
  may: 'scheduling',
  refuses: ['in_use', 'changed_since', 'rules_refused'],
  input: ChangedGroup,
  output: GroupChange,
})
const Closing = z.object({ groupId: GroupId, on: LocalDate })
const ClosedGroup = z.object({
  /** How many members leave, how many classes go, and how many stay because they have begun or are marked. */
  left: z.int(),
  removed: z.int(),
  kept: z.int(),
})
/**
 * Ends a group: from that day, but not before its last class that has begun, it has no members, no queue,
 * and no classes to come but marked ones.
 */
export const closeGroup = command('studio.closeGroup', {
  may: 'scheduling',
  changesFacts: true,
  input: Closing,
  output: ClosedGroup,
})
export const tryCloseGroup = preview('studio.tryCloseGroup', {
  may: 'scheduling',
  input: Closing,
  output: ClosedGroup,
})

const Join = z.object({
  groupId: GroupId,
  personId: PersonId,
  from: LocalDate,
  /** Leaves the person out of the classes at whose hour they are elsewhere, or that guests have filled. */
  leaveClashes: z.boolean().default(false),
})
/** What stands in the way of a membership; `classes` are those to come. */
const Tried = z.object({ findings: z.array(Finding), classes: z.int() })
/**
 * Makes a member from a day on: on the list of every class since, and off the queue. Refuses
 * `rules_refused {refusals}` with `group_full`, `already_member`, `group_dates`, or for each class that
 * keeps them off its list an `overlap`, when they are elsewhere, or a `group_full` with its `date`, when
 * guests have its last places.
 */
export const join = command('studio.join', {
  may: 'scheduling',
  changesFacts: true,
  refuses: ['rules_refused'],
  input: Join,
  output: z.object({ membershipId: MembershipId }),
})
export const tryJoin = preview('studio.tryJoin', { may: 'scheduling', input: Join, output: Tried })
/** Ends a membership: `on` is the first day without. Old marks stay. Refuses `not_found`. */
export const leave = command('studio.leave', {
  may: 'scheduling',
  changesFacts: true,
  input: z.object({ groupId: GroupId, personId: PersonId, on: LocalDate }),
  output: z.object({}),
})
const Transfer = z.object({
  personId: PersonId,
  fromGroupId: GroupId,
  toGroupId: GroupId,
  on: LocalDate,
  leaveClashes: z.boolean().default(false),
})
/** Out of one group and into another on the same day. Refuses as `join` does. */
export const transfer = command('studio.transfer', {
  may: 'scheduling',
  changesFacts: true,
  refuses: ['rules_refused'],
  input: Transfer,
  output: z.object({ membershipId: MembershipId }),
})
export const tryTransfer = preview('studio.tryTransfer', {
  may: 'scheduling',
  input: Transfer,
  output: Tried,
})

/**
 * Puts at the end of the queue of a group; somebody who waits already keeps their place. Refuses
 * `rules_refused` with `already_member`.
 */
export const wait = command('studio.wait', {
  may: 'scheduling',
  refuses: ['rules_refused'],
  input: z.object({
    groupId: GroupId,
    personId: PersonId,
    /** Today, unless the paper says an earlier day. */
    since: LocalDate.exactOptional(),
    note: ShortText.exactOptional(),
  }),
  output: z.object({ position: z.int() }),
})
export const stopWaiting = command('studio.stopWaiting', {
  may: 'scheduling',
  input: z.object({ groupId: GroupId, personId: PersonId }),
  output: z.object({}),
})
/**
 * The queues, of one group or of all, in order of date. `freePlaces` are those free to the end of the
 * term; with one, the first of a queue is `next`: `findings` say where they are at the hours of the classes of the next four weeks.
 */
export const waitingList = read('studio.waitingList', {
  may: 'viewing',
  input: z.object({ groupId: GroupId.exactOptional(), onlyNext: z.boolean().default(false) }),
  output: z.object({
    waiting: z.array(
      Waiting.extend({
        freePlaces: z.int(),
        next: z.boolean(),
        findings: z.array(Finding),
      }),
    ),
  }),
})
/** Groups of a person, now and before, and where they wait. */
export const ofPerson = read('studio.ofPerson', {
  may: 'viewing',
  input: z.object({ personId: PersonId }),
  output: z.object({ memberships: z.array(Membership), waiting: z.array(Waiting) }),
})

const Plan = z.object({
  groupId: GroupId,
  from: LocalDate,
  until: LocalDate,
  decisions: z
    .array(
      z.object({
        date: LocalDate,
        start: LocalTime,
        /** `without` makes the class and leaves out the members who are elsewhere at that hour. */
        action: z.enum(['skip', 'make', 'move', 'without']),
        to: Alternative.exactOptional(),
      }),
    )
    .max(800)
    .default([]),
})
/**
 * What would be made of the group's weekly times, what clashes and why, what falls on a closed day;
 * writes nothing. Refuses `group_unfinished {missing: place | times}`.
 */
export const planTerm = preview('studio.planTerm', {
  may: 'scheduling',
  refuses: ['group_unfinished'],
  input: Plan,
  output: z.object({ outcomes: z.array(Outcome) }),
})
export const commitTerm = command('studio.commitTerm', {
  may: 'scheduling',
  refuses: ['group_unfinished'],
  input: Plan,
  output: z.object({ outcomes: z.array(Outcome) }),
})

export const ClassView = z.object({
  sessionId: SessionId,
  groupId: GroupId,
  groupName: z.string(),
  studio: Studio,
  date: LocalDate,
  start: LocalTime,
  end: LocalTime,
  minutes: z.int(),
  teacherId: MemberId.nullable(),
  teacherName: z.string().nullable(),
  assistantIds: z.array(MemberId),
  assistantNames: z.array(z.string()),
  placeId: PlaceId,
  placeName: z.string(),
  /** On its list; of them those who are not excused, who have its places; and the places that there are. */
  people: z.int(),
  placesTaken: z.int(),
  capacity: z.int(),
  /** On its list without a mark. */
  unmarked: z.int(),
  state: SessionState,
  cancelReason: CancelReason.nullable(),
  cancelNote: z.string().nullable(),
  templateId: TemplateId.nullable(),
  byHand: z.boolean(),
  findings: ToSettle,
  warnings: AlsoSaid,
})
export type ClassView = z.infer<typeof ClassView>

/** The timetable of seven days: classes of all studios in order of time. */
export const week = read('studio.week', {
  may: 'viewing',
  input: z.object({ from: LocalDate }),
  output: z.object({
    days: z.array(
      z.object({
        date: LocalDate,
        closedDay: z.string().nullable(),
        /** Opening hours; empty when the house is shut. */
        openingHours: z.array(z.object({ from: LocalTime, until: LocalTime })),
      }),
    ),
    classes: z.array(
      seenBy(ClassView, ({ teacherId, assistantIds }) => ({
        members: [teacherId, ...assistantIds],
      })),
    ),
    /** Studios and cabinets; whoever teaches. */
    places: z.array(z.object({ placeId: PlaceId, name: z.string() })),
    teachers: z.array(z.object({ memberId: MemberId, name: z.string() })),
  }),
})
export type StudioWeek = OutputOf<typeof week>
/** One class with its list. */
export const session = read('studio.session', {
  may: 'viewing',
  sessionsOf: ({ sessionId }) => [sessionId],
  input: z.object({ sessionId: SessionId }),
  output: ClassView.extend({
    list: z.array(
      z.object({
        personId: PersonId,
        name: z.string(),
        part: Part,
        mark: z.string().nullable(),
      }),
    ),
  }),
})

const Lesson = z.object({
  groupId: GroupId,
  date: LocalDate,
  start: LocalTime,
  minutes: Minutes,
  teacherId: MemberId.nullable(),
  assistantIds: z.array(MemberId).max(mostAssistants).default([]),
  placeId: PlaceId,
})
/** What the rules say to a class; `sessionId` is the one being moved. */
export const check = read('studio.check', {
  may: 'scheduling',
  input: Lesson.extend({ sessionId: SessionId.exactOptional() }),
  output: Checked,
})
/** One class beside the weekly times. */
export const book = command('studio.book', {
  may: 'scheduling',
  refuses: bookingRefuses,
  input: Lesson.extend({
    /** Leaves out the members who are elsewhere at that hour. */
    leaveClashes: z.boolean().default(false),
    override: Override.exactOptional(),
  }),
  output: Booked,
})
const Move = Moving.extend({
  /** Another teacher: for one class, or with a scope from then on. */
  teacherId: MemberId.nullable().exactOptional(),
  assistantIds: z.array(MemberId).max(mostAssistants).exactOptional(),
})
export const move = command('studio.move', {
  may: 'scheduling',
  refuses: movingRefuses,
  input: Move,
  output: Moved,
})
export const tryMove = preview('studio.tryMove', {
  may: 'scheduling',
  refuses: movingRefuses,
  input: Move,
  output: Moved,
})
export const cancel = command('studio.cancel', {
  may: 'scheduling',
  refuses: cancellingRefuses,
  input: Cancelling,
  output: Cancelled,
})
/** How many would be cancelled, and how many stay. */
export const tryCancel = preview('studio.tryCancel', {
  may: 'scheduling',
  refuses: cancellingRefuses,
  input: Cancelling,
  output: Cancelled,
})
export const restore = command('studio.restore', {
  may: 'scheduling',
  refuses: restoringRefuses,
  input: Restoring,
  output: Booked,
})

export const Credit = z.object({
  creditId: CreditId,
  personId: PersonId,
  name: z.string(),
  studio: Studio,
  groupId: GroupId,
  groupName: z.string(),
  /** The class that was missed. */
  sessionId: SessionId,
  missedOn: LocalDate,
  /** The last day on which it can be made up for. */
  expiresOn: LocalDate,
  /** The class that it was spent on. */
  usedIn: z
    .object({ sessionId: SessionId, groupName: z.string(), date: LocalDate, start: LocalTime })
    .nullable(),
})
export type Credit = z.infer<typeof Credit>
/** Credits that are open on a day (not spent, not expired), those that expire first first; or all of a person. */
export const credits = read('studio.credits', {
  may: 'viewing',
  input: z.object({ personId: PersonId.exactOptional(), on: LocalDate.exactOptional() }),
  output: z.object({ credits: z.array(Credit) }),
})
/**
 * Classes of other groups of the studio with room, at an hour when the person is free, in order of time: from
 * today, or from an earlier day, for what has been made up already. Whoever is excused leaves a place.
 */
export const makeUpPlaces = read('studio.makeUpPlaces', {
  may: 'viewing',
  input: z.object({ creditId: CreditId, from: LocalDate.exactOptional() }),
  output: z.object({ classes: z.array(ClassView) }),
})
/**
 * Spends a credit on a class, one of a day past too. Somebody who walked in there makes up from then on. Refuses
 * `credit_spent` (spent, or expired by the day of the class), `rules_refused` with `group_full`, `overlap`.
 */
export const makeUp = command('studio.makeUp', {
  may: 'scheduling',
  refuses: ['credit_spent', 'rules_refused'],
  input: z.object({ creditId: CreditId, sessionId: SessionId }),
  output: z.object({}),
})
/** Gives the place back; the credit is open again. Refuses `session_marked`. */
export const cancelMakeUp = command('studio.cancelMakeUp', {
  may: 'scheduling',
  refuses: ['session_marked'],
  input: z.object({ creditId: CreditId }),
  output: z.object({}),
})

export const studio = methods(
  groups,
  group,
  createGroup,
  updateGroup,
  tryUpdateGroup,
  closeGroup,
  tryCloseGroup,
  join,
  tryJoin,
  leave,
  transfer,
  tryTransfer,
  wait,
  stopWaiting,
  waitingList,
  ofPerson,
  planTerm,
  commitTerm,
  week,
  session,
  check,
  book,
  move,
  tryMove,
  cancel,
  tryCancel,
  restore,
  credits,
  makeUpPlaces,
  makeUp,
  cancelMakeUp,
)
export type GroupChangeInput = z.infer<typeof ChangedGroup>
export type PlanInput = z.infer<typeof Plan>
export type ClassMoveInput = z.infer<typeof Move>
