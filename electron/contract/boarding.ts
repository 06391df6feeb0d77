/** Boarding courses: rooms and beds, who comes, who sleeps where, the programme of the week. */
import { z } from 'zod'
import { command, longRead, methods, type OutputOf, preview, read, WouldHit } from './envelope.ts'
import { Sex } from './people.ts'
import {
  AlsoSaid,
  Booked,
  bookingRefuses,
  Cancelled,
  Cancelling,
  CancelReason,
  Checked,
  cancellingRefuses,
  Finding,
  Moved,
  Moving,
  movingRefuses,
  Override,
  Restoring,
  restoringRefuses,
  SessionState,
  ToSettle,
} from './schedule.ts'
import { seen } from './sights.ts'
import {
  AwayId,
  BedId,
  ClosureId,
  CourseId,
  LocalDate,
  LocalTime,
  LongText,
  MemberId,
  Minutes,
  PersonId,
  PlaceId,
  RoomId,
  SessionId,
  ShortText,
  StayId,
  Version,
  versioned,
} from './values.ts'

export const forWhomKinds = ['women', 'men', 'family', 'any'] as const
/** Who may sleep in a room. In a family room sexes may be mixed; elsewhere never. */
export const ForWhom = z.enum(forWhomKinds)
export type ForWhom = z.infer<typeof ForWhom>

export const RoomFields = z.object({
  building: ShortText,
  floor: z.int().min(-5).max(100),
  /** «101». */
  number: ShortText,
  beds: z.int().min(1).max(50),
  /** A wheelchair can be used in it. */
  accessible: z.boolean().default(false),
  forWhom: ForWhom.default('any'),
  note: LongText.nullable().default(null),
})
export type RoomFields = z.infer<typeof RoomFields>

export const Closure = z.object({
  closureId: ClosureId,
  roomId: RoomId,
  /** First and last night on which nobody may sleep there. */
  from: LocalDate,
  until: LocalDate,
  reason: z.string().nullable(),
})
export type Closure = z.infer<typeof Closure>

export const Bed = z.object({
  bedId: BedId,
  position: z.int(),
  /** It is not used any more, and somebody has it still: the rack alone shows such. */
  gone: z.literal(true).exactOptional(),
})
export const Room = RoomFields.omit({ beds: true }).extend({
  roomId: RoomId,
  version: Version,
  beds: z.array(Bed),
  closures: z.array(Closure),
})
export type Room = z.infer<typeof Room>

/** Rooms by building, floor and number, with their beds, and closures that are not over. */
export const rooms = read('boarding.rooms', {
  may: 'lodging',
  input: z.object({}),
  output: z.object({ rooms: z.array(Room) }),
})
/** Refuses `in_use` for a number that the building has. */
export const createRoom = command('boarding.createRoom', {
  may: 'managing',
  refuses: ['in_use'],
  input: RoomFields,
  output: z.object({ roomId: RoomId }),
})
const ChangedRoom = RoomFields.extend({ roomId: RoomId, ...versioned })
/**
 * Sets all fields. Whoever sleeps there and whom it does not fit any more keeps the bed, also one that is taken out:
 * `schedule.unsettled` has them. Refuses `in_use` as `createRoom`.
 */
export const updateRoom = command('boarding.updateRoom', {
  may: 'managing',
  changesFacts: true,
  refuses: ['in_use', 'changed_since'],
  input: ChangedRoom,
  output: z.object({ roomId: RoomId }),
})
export const tryUpdateRoom = preview('boarding.tryUpdateRoom', {
  may: 'managing',
  changesFacts: true,
  refuses: ['in_use', 'changed_since'],
  input: ChangedRoom,
  output: WouldHit,
})
const CloseRoom = z.object({
  roomId: RoomId,
  from: LocalDate,
  until: LocalDate,
  reason: ShortText.exactOptional(),
})
const closingRefuses = ['rules_refused', 'already_away'] as const
/**
 * Takes a room out of use for some nights. Whoever is to sleep there keeps the bed until it is settled where they go;
 * nobody else is let in. Refuses `already_away {name, from, until}` for nights in which it is closed already, and
 * `rules_refused` with an `overlap` for whoever has slept there on a night that is over.
 */
export const closeRoom = command('boarding.closeRoom', {
  may: 'closing',
  changesFacts: true,
  refuses: closingRefuses,
  input: CloseRoom,
  output: z.object({ closureId: ClosureId }),
})
export const tryCloseRoom = preview('boarding.tryCloseRoom', {
  may: 'closing',
  changesFacts: true,
  refuses: closingRefuses,
  input: CloseRoom,
  output: WouldHit,
})
export const reopenRoom = command('boarding.reopenRoom', {
  may: 'closing',
  changesFacts: true,
  input: z.object({ closureId: ClosureId }),
  output: z.object({}),
})

export const CourseFields = z.object({
  name: ShortText,
  /** Day of arrival and day of departure: the last night is the one before. */
  from: LocalDate,
  until: LocalDate,
  /** Participants at most; companions do not count. */
  capacity: z.int().min(1).max(500),
  note: LongText.nullable().default(null),
})
export type CourseFields = z.infer<typeof CourseFields>

export const Course = CourseFields.extend({
  courseId: CourseId,
  version: Version,
  /** Places that are taken; companions; those on the reserve list. See `countedIn` in rules/courses.ts. */
  participants: z.int(),
  companions: z.int(),
  reserve: z.int(),
  /** Participants and companions who have a bed for their first night. */
  placed: z.int(),
  /** Sessions of its programme that are not cancelled. */
  sessions: z.int(),
})
export type Course = z.infer<typeof Course>

/** Courses by day of arrival, the latest first; of one year, or those that are not over. */
export const courses = read('boarding.courses', {
  may: 'viewing',
  input: z.object({ year: z.int().min(1900).max(2199).exactOptional() }),
  output: z.object({ courses: z.array(Course) }),
})

/**
 * How it stands with somebody in a course. `expected` until they arrive; `here` from then on;
 * `left` when they really have gone; `no_show` never came; `reserve` waits for a place;
 * `withdrawn` was taken off, perhaps for somebody else.
 */
export const enrolmentStates = [
  'expected',
  'here',
  'left',
  'no_show',
  'reserve',
  'withdrawn',
] as const
export const EnrolmentState = z.enum(enrolmentStates)
export type EnrolmentState = z.infer<typeof EnrolmentState>

export const Stay = z.object({
  stayId: StayId,
  courseId: CourseId,
  personId: PersonId,
  bedId: BedId,
  roomId: RoomId,
  /** «Ақ Бастау, 101». */
  roomName: z.string(),
  /** Position of the bed in its room, from 1. */
  bed: z.int(),
  /** First night, and the day on which the bed is free again. */
  from: LocalDate,
  to: LocalDate,
  /** The bed is kept empty for somebody who takes the whole room. */
  kept: z.boolean(),
})
export type Stay = z.infer<typeof Stay>

/** Nights that somebody of a course sleeps elsewhere: in hospital, at home. */
export const NightsAway = z.object({
  awayId: AwayId,
  courseId: CourseId,
  personId: PersonId,
  /** First night, and the day on which they are back: neither day itself is one without them. */
  from: LocalDate,
  until: LocalDate,
  /** Their bed stays empty for them; else somebody else may have it. */
  bedKept: z.boolean(),
  reason: z.string().nullable(),
})
export type NightsAway = z.infer<typeof NightsAway>

export const Enrolment = z.object({
  personId: PersonId,
  name: z.string(),
  sex: Sex.nullable(),
  birthDate: LocalDate.nullable(),
  phone: seen('contacts', z.string().nullable()),
  /** The participant whom this person accompanies. */
  companionOfId: PersonId.nullable(),
  companionOfName: z.string().nullable(),
  wheelchair: z.boolean(),
  diet: z.string().nullable(),
  /** With whom they ask to share a room. */
  shareWith: z.array(z.object({ personId: PersonId, name: z.string() })),
  /** A name that they ask for, as a list has it, that nobody in the course bears. */
  shareWords: z.string().nullable(),
  note: z.string().nullable(),
  state: EnrolmentState,
  /** First day, and the day of departure: as it really was, until then as planned. */
  from: LocalDate,
  until: LocalDate,
  /** As planned: the days of the course, unless they were to come later or to leave earlier. */
  planned: z.object({ from: LocalDate, until: LocalDate }),
  /** In order of nights. */
  away: z.array(NightsAway),
  /** Whose place it was before. */
  replaces: z.string().nullable(),
  /** Where they sleep, in order of nights; beds that are kept for them too. */
  stays: z.array(Stay),
})
export type Enrolment = z.infer<typeof Enrolment>

export const CourseSession = z.object({
  sessionId: SessionId,
  courseId: CourseId,
  title: z.string(),
  date: LocalDate,
  start: LocalTime,
  end: LocalTime,
  minutes: z.int(),
  leaderId: MemberId.nullable(),
  leaderName: z.string().nullable(),
  placeId: PlaceId,
  placeName: z.string(),
  people: z.int(),
  unmarked: z.int(),
  state: SessionState,
  cancelReason: CancelReason.nullable(),
  cancelNote: z.string().nullable(),
  findings: ToSettle,
  warnings: AlsoSaid,
})
export type CourseSession = z.infer<typeof CourseSession>

/** A course with everybody in it by name (participants, each followed by their companions), and its programme. */
export const course = read('boarding.course', {
  may: 'lodging',
  input: z.object({ courseId: CourseId }),
  output: Course.extend({
    people: z.array(Enrolment),
    programme: z.array(CourseSession),
    /** Of its stays those that do not fit the rules any more, and why. */
    unsettled: z.array(z.object({ stayId: StayId, findings: z.array(Finding) })),
  }),
})
export type CourseView = OutputOf<typeof course>
/** Courses of a person, the latest first. */
export const ofPerson = read('boarding.ofPerson', {
  may: 'lodging',
  input: z.object({ personId: PersonId }),
  output: z.object({
    courses: z.array(
      z.object({ courseId: CourseId, courseName: z.string(), enrolment: Enrolment }),
    ),
  }),
})

/** Refuses `bad_request` for a departure that is not after the arrival or more than 60 days later. */
export const createCourse = command('boarding.createCourse', {
  may: 'lodging',
  input: CourseFields,
  output: z.object({ courseId: CourseId }),
})
const ChangedCourse = CourseFields.extend({ courseId: CourseId, ...versioned })
/**
 * Sets all fields. Other dates move stays and sessions with them, by as many days as the arrival moves;
 * whoever stays until the end stays until the new end. `warnings` say that more are in it than it has places. A room
 * that does not fit on the other days is to be settled afterwards. Refuses `rules_refused {refusals}` with all that
 * is in the way (a bed that somebody else has then, a session), and `course_started` when somebody has arrived already and the arrival is to move.
 */
export const updateCourse = command('boarding.updateCourse', {
  may: 'lodging',
  changesFacts: true,
  refuses: ['rules_refused', 'course_started', 'changed_since'],
  input: ChangedCourse,
  output: z.object({ courseId: CourseId, warnings: z.array(Finding) }),
})
/** What would move, what is in the way, and what would be left to be settled. */
export const tryUpdateCourse = preview('boarding.tryUpdateCourse', {
  may: 'lodging',
  changesFacts: true,
  refuses: ['course_started', 'changed_since'],
  input: ChangedCourse,
  output: WouldHit.extend({
    stays: z.int(),
    sessions: z.int(),
    findings: z.array(Finding),
  }),
})
/** Takes a course out that nobody is in and that has no sessions. Refuses `in_use`. */
export const removeCourse = command('boarding.removeCourse', {
  may: 'lodging',
  changesFacts: true,
  refuses: ['in_use'],
  input: z.object({ courseId: CourseId }),
  output: z.object({}),
})

const Enrol = z.object({
  courseId: CourseId,
  personId: PersonId,
  companionOfId: PersonId.nullable().exactOptional(),
  shareWithIds: z.array(PersonId).max(20).exactOptional(),
  diet: ShortText.nullable().exactOptional(),
  wheelchair: z.boolean().exactOptional(),
  note: ShortText.nullable().exactOptional(),
})
/**
 * Puts somebody in a course, or changes what is written about them there: what is left out stays. A
 * participant of the files who uses a wheelchair does so here too unless it is said. Refuses
 * `rules_refused` with `course_full` (for the reserve list see `reserve`), or an
 * `overlap` for each session at whose hour they are elsewhere.
 */
export const enrol = command('boarding.enrol', {
  may: 'lodging',
  changesFacts: true,
  refuses: ['rules_refused', 'override_not_allowed'],
  input: Enrol.extend({
    /** On the reserve list, behind those who are on it. */
    reserve: z.boolean().default(false),
    /** Leaves the person out of the sessions at whose hour they are elsewhere, instead of refusing. */
    leaveClashes: z.boolean().default(false),
    /** Lets one more into a full course. */
    override: Override.exactOptional(),
  }),
  output: z.object({}),
})
/** Takes somebody off the list, their companions and beds with them. Refuses `session_marked`, `course_started`. */
export const withdraw = command('boarding.withdraw', {
  may: 'lodging',
  changesFacts: true,
  refuses: ['session_marked', 'course_started'],
  input: z.object({ courseId: CourseId, personId: PersonId }),
  output: z.object({}),
})
/**
 * Somebody of the reserve list takes the place of a participant from a day on, and the bed where the
 * rules allow it (`findings` say why not). Whoever is here leaves on that day: `departure_ahead` for a day to
 * come. Refuses `not_found`.
 */
export const replace = command('boarding.replace', {
  may: 'lodging',
  changesFacts: true,
  refuses: ['rules_refused', 'course_started', 'departure_ahead', 'departure_before_arrival'],
  input: z.object({
    courseId: CourseId,
    personId: PersonId,
    byPersonId: PersonId,
    on: LocalDate,
  }),
  output: z.object({ placed: z.boolean(), findings: z.array(Finding) }),
})

const Place = z.object({
  courseId: CourseId,
  personId: PersonId,
  bedId: BedId,
  from: LocalDate,
  to: LocalDate,
})
const BedOffer = z.object({ bedId: BedId, roomName: z.string(), bed: z.int() })
export type BedOffer = z.infer<typeof BedOffer>
/** What the rules say to a placing, with free beds near it when it is refused; the person's own stays are not in the way. */
export const check = read('boarding.check', {
  may: 'lodging',
  input: Place,
  output: z.object({ findings: z.array(Finding), beds: z.array(BedOffer) }),
})
/**
 * Gives somebody a bed for some nights, but for those that they are away and leave it free; the bed they had for
 * those nights is free. Refuses `away_then` when no night is left, and
 * `rules_refused {refusals, beds}`: `overlap` and `room_closed` always, `room_sex` and `room_access`
 * unless a coordinator overrides them with a reason.
 */
export const place = command('boarding.place', {
  may: 'lodging',
  refuses: ['rules_refused', 'override_not_allowed', 'away_then'],
  input: Place.extend({ override: Override.exactOptional() }),
  output: z.object({ stayId: StayId, warnings: z.array(Finding) }),
})
/** Moves somebody to another bed from a night on, until the end of their stay. Refuses as `place`. */
export const move = command('boarding.move', {
  may: 'lodging',
  refuses: ['rules_refused', 'override_not_allowed', 'away_then'],
  input: z.object({
    courseId: CourseId,
    personId: PersonId,
    bedId: BedId,
    from: LocalDate,
    /** Takes the companions who sleep in the same room along, where there are beds. */
    withCompanions: z.boolean().default(false),
    override: Override.exactOptional(),
  }),
  output: z.object({ stayId: StayId, warnings: z.array(Finding) }),
})
const ExchangeBeds = z.object({
  stayId: StayId,
  withStayId: StayId,
  /** The first night; without it, the first of those to come that both have. */
  from: LocalDate.exactOptional(),
  override: Override.exactOptional(),
})
const exchangedBeds = z.object({ from: LocalDate, warnings: z.array(Finding) })
/**
 * Two guests exchange their beds from a night on, each until the end of their own stay: both or neither.
 * Refuses as `place`, and `bad_request` for a guest with themselves, a bed that is only kept empty, and where
 * no night is left.
 */
export const exchangeBeds = command('boarding.exchangeBeds', {
  may: 'lodging',
  refuses: ['rules_refused', 'override_not_allowed'],
  input: ExchangeBeds,
  output: exchangedBeds,
})
export const tryExchangeBeds = preview('boarding.tryExchangeBeds', {
  may: 'lodging',
  refuses: ['rules_refused', 'override_not_allowed'],
  input: ExchangeBeds,
  output: exchangedBeds,
})
/** Takes the beds from somebody, from a night on. */
export const unplace = command('boarding.unplace', {
  may: 'lodging',
  input: z.object({ courseId: CourseId, personId: PersonId, from: LocalDate.exactOptional() }),
  output: z.object({}),
})
/** Gives somebody all beds of a room: one to sleep in, the others are kept empty. Refuses as `place`. */
export const takeRoom = command('boarding.takeRoom', {
  may: 'lodging',
  refuses: ['rules_refused', 'override_not_allowed', 'away_then'],
  input: z.object({
    courseId: CourseId,
    personId: PersonId,
    roomId: RoomId,
    from: LocalDate,
    to: LocalDate,
    override: Override.exactOptional(),
  }),
  output: z.object({ warnings: z.array(Finding) }),
})

const Whose = z.object({ courseId: CourseId, personId: PersonId })
/** What gives a bed back: the one that they had, or `bedId`. `rules_refused {refusals, beds}` says who has it. */
const Regaining = { bedId: BedId.exactOptional() }
/**
 * Somebody has come. Later than planned, their bed is theirs from that night on; earlier, from then on where
 * it is free. Refuses `arrival_ahead` for a day to come and `arrival_outside_course`: what is only
 * expected is entered by `plan`; `rules_refused` with `overlap` when the one before has not really left the bed.
 */
export const arrive = command('boarding.arrive', {
  may: 'lodging',
  changesFacts: true,
  refuses: ['rules_refused', 'course_started', 'arrival_ahead', 'arrival_outside_course'],
  input: Whose.extend({ on: LocalDate }),
  output: z.object({}),
})
/**
 * Somebody has really left: the bed is free from that night, and they leave the lists of later sessions.
 * Refuses `departure_ahead` for a day to come, which is entered by `plan`, and `departure_before_arrival`.
 */
export const depart = command('boarding.depart', {
  may: 'lodging',
  changesFacts: true,
  refuses: ['course_started', 'departure_ahead', 'departure_before_arrival'],
  input: Whose.extend({ on: LocalDate, note: ShortText.exactOptional() }),
  output: z.object({}),
})
/**
 * The arrival was on another day, or has not been at all (`on` null): then they are expected as planned.
 * Refuses as `arrive`, and `not_arrived` for whoever has not, or has left when there was to be no arrival.
 */
export const correctArrival = command('boarding.correctArrival', {
  may: 'lodging',
  changesFacts: true,
  refuses: [
    ...(['rules_refused', 'arrival_ahead', 'arrival_outside_course'] as const),
    ...(['departure_before_arrival', 'not_arrived'] as const),
  ],
  input: Whose.extend({ on: LocalDate.nullable(), ...Regaining }),
  output: z.object({}),
})
/**
 * The departure was on another day, or has not been at all (`on` null): then they are here until the day that
 * was planned, on the lists again, and in their bed. Refuses as `depart`, `not_left`, `rules_refused` also
 * with `course_full` when somebody else has their place in the course.
 */
export const correctDeparture = command('boarding.correctDeparture', {
  may: 'lodging',
  changesFacts: true,
  refuses: ['rules_refused', 'departure_ahead', 'departure_before_arrival', 'not_left'],
  input: Whose.extend({ on: LocalDate.nullable(), ...Regaining }),
  output: z.object({}),
})
/**
 * Somebody is to come later than the course begins, or to leave before it ends: bed, meals and lists follow.
 * Of whoever is here only the departure is still a plan. Refuses `plan_outside_course`, `plan_passed` for a day
 * that is over (that is a fact: `arrive`, `depart`), and `course_started`.
 */
export const plan = command('boarding.plan', {
  may: 'lodging',
  changesFacts: true,
  refuses: ['rules_refused', 'plan_outside_course', 'plan_passed', 'course_started'],
  input: Whose.extend({ from: LocalDate, until: LocalDate, ...Regaining }),
  output: z.object({}),
})

const AwayFields = {
  from: LocalDate,
  until: LocalDate,
  bedKept: z.boolean(),
  reason: ShortText.nullable().default(null),
}
const awayRefuses = ['away_outside_stay', 'away_twice'] as const
/**
 * Somebody sleeps elsewhere for some nights and comes back: they do not eat in the house on the days between,
 * and are on no list of them. Their bed stays empty, or is free for somebody else. Refuses
 * `away_outside_stay`, `away_twice`.
 */
export const goAway = command('boarding.goAway', {
  may: 'lodging',
  changesFacts: true,
  refuses: [...awayRefuses],
  input: Whose.extend(AwayFields),
  output: z.object({ awayId: AwayId }),
})
/** Sets all of it: they come back earlier or later. What was free is to be their bed again, or `bedId` is. */
export const changeAway = command('boarding.changeAway', {
  may: 'lodging',
  changesFacts: true,
  refuses: [...awayRefuses, 'rules_refused'],
  input: z.object({ awayId: AwayId, ...AwayFields, ...Regaining }),
  output: z.object({}),
})
/** They have not been away. */
export const removeAway = command('boarding.removeAway', {
  may: 'lodging',
  changesFacts: true,
  refuses: ['rules_refused'],
  input: z.object({ awayId: AwayId, ...Regaining }),
  output: z.object({}),
})
/** Somebody has not come: bed and lists are free of them, the enrolment stays as history. */
export const noShow = command('boarding.noShow', {
  may: 'lodging',
  changesFacts: true,
  refuses: ['course_started'],
  input: Whose,
  output: z.object({}),
})

export const RackStay = Stay.extend({
  name: z.string(),
  sex: Sex.nullable(),
  wheelchair: z.boolean(),
  /** Who accompanies whom: the name of the other. */
  companionOf: z.string().nullable(),
  companions: z.array(z.string()),
  state: EnrolmentState,
  /** The planned day has passed and nobody has said that they left: the bed is not free. */
  overdue: z.boolean(),
  /** Why it does not fit the rules any more: a fact has changed since the bed was given. See `unsettled.ts`. */
  findings: z.array(Finding),
})
export type RackStay = z.infer<typeof RackStay>
/** The room rack: every room, and the stays and closures that reach into some days (`from` is the first night). */
export const rack = read('boarding.rack', {
  may: 'lodging',
  input: z.object({ from: LocalDate, days: z.int().min(1).max(400) }),
  output: z.object({
    rooms: z.array(Room),
    stays: z.array(RackStay),
    courses: z.array(Course.pick({ courseId: true, name: true, from: true, until: true })),
    /** Nights away of those who have a bed in these days. */
    away: z.array(NightsAway.extend({ name: z.string() })),
    /** For each day from `from`: people who sleep there that night, who arrive, who leave, free beds. */
    days: z.array(
      z.object({
        date: LocalDate,
        asleep: z.int(),
        arriving: z.int(),
        leaving: z.int(),
        free: z.int(),
      }),
    ),
  }),
})
export type Rack = OutputOf<typeof rack>

const Fixed = z.object({ personId: PersonId, bedId: BedId })
/** Why nobody could be placed: see `reasons` of `propose`. */
export const leftReasons = [
  'all_taken',
  'sex_unknown',
  'no_room_for_sex',
  'no_access',
  'closed',
  'other_course',
] as const
export const LeftReason = z.enum(leftReasons)
export type LeftReason = z.infer<typeof LeftReason>
/**
 * A plan for everybody in a course who has no bed that is fixed: whoever is in `fixed`, has arrived or
 * has moved within the course stays where they are. Writes nothing. Never breaks `overlap`, `room_sex`,
 * `room_access`, `room_closed`. Takes up to ten seconds; `method` says whether the plan is the best one,
 * or the one that was found in the time.
 */
export const propose = longRead('boarding.propose', {
  may: 'lodging',
  input: z.object({ courseId: CourseId, fixed: z.array(Fixed).max(500).default([]) }),
  output: z.object({
    placings: z.array(
      z.object({
        personId: PersonId,
        name: z.string(),
        bedId: BedId,
        roomId: RoomId,
        roomName: z.string(),
        bed: z.int(),
        fixed: z.boolean(),
        /** A companion who sleeps in another room than the participant. */
        apart: z.boolean(),
        /** Those they asked for who do not share the room. */
        missed: z.array(z.string()),
      }),
    ),
    left: z.array(
      z.object({
        personId: PersonId,
        name: z.string(),
        /** What stands in the way in each kind of room: all rooms of the right kind are taken, … */
        reasons: z.array(LeftReason).min(1),
      }),
    ),
    goodness: z.object({
      people: z.int(),
      placed: z.int(),
      companions: z.int(),
      companionsTogether: z.int(),
      wishes: z.int(),
      wishesGranted: z.int(),
      rooms: z.int(),
    }),
    method: z.enum(['best', 'in_time', 'greedy']),
  }),
})
export type Proposal = OutputOf<typeof propose>
/**
 * Writes a plan in one transaction: everybody named gets the bed for their whole time; the others keep
 * what they have. Refuses `rules_refused {refusals}` when anything has been taken by now.
 */
export const acceptProposal = command('boarding.acceptProposal', {
  may: 'lodging',
  refuses: ['rules_refused', 'away_then'],
  input: z.object({ courseId: CourseId, placings: z.array(Fixed).min(1).max(500) }),
  output: z.object({ placed: z.int() }),
})

/** Meals of some days: how many of each diet eat in the house, the days of arrival and departure included, as are those of going away and coming back. */
export const meals = read('boarding.meals', {
  may: 'viewing',
  input: z.object({ from: LocalDate, until: LocalDate, courseId: CourseId.exactOptional() }),
  output: z.object({
    /** Diets in order of how often; null is ordinary food and comes first. */
    diets: z.array(z.string().nullable()),
    days: z.array(
      z.object({
        date: LocalDate,
        /** One number for each of `diets`. */
        counts: z.array(z.int()),
        total: z.int(),
      }),
    ),
  }),
})
export type Meals = OutputOf<typeof meals>

/** A session of a course. */
export const Lesson = z.object({
  courseId: CourseId,
  title: ShortText,
  date: LocalDate,
  start: LocalTime,
  minutes: Minutes,
  leaderId: MemberId.nullable(),
  placeId: PlaceId,
})
export type Lesson = z.infer<typeof Lesson>
/** What the rules say to a session of the programme; `sessionId` is the one being changed. */
export const checkSession = read('boarding.checkSession', {
  may: 'lodging',
  input: Lesson.extend({ sessionId: SessionId.exactOptional() }),
  output: Checked,
})
/** A session of the programme, for everybody who is in the course that day. */
export const bookSession = command('boarding.bookSession', {
  may: 'lodging',
  refuses: bookingRefuses,
  input: Lesson.extend({
    /** Leaves out those who are elsewhere at that hour. */
    leaveClashes: z.boolean().default(false),
    override: Override.exactOptional(),
  }),
  output: Booked,
})
export const moveSession = command('boarding.moveSession', {
  may: 'lodging',
  refuses: movingRefuses,
  input: Moving.extend({
    title: ShortText.exactOptional(),
    leaderId: MemberId.nullable().exactOptional(),
  }),
  output: Moved,
})
export const cancelSession = command('boarding.cancelSession', {
  may: 'lodging',
  refuses: cancellingRefuses,
  input: Cancelling,
  output: Cancelled,
})
export const restoreSession = command('boarding.restoreSession', {
  may: 'lodging',
  refuses: restoringRefuses,
  input: Restoring,
  output: Booked,
})
const Copy = z.object({ courseId: CourseId, fromCourseId: CourseId })
const Copied = z.object({
  made: z.int(),
  /** Sessions that clash or fall outside the course, with why; they are not made. */
  left: z.array(
    z.object({
      title: z.string(),
      date: LocalDate,
      start: LocalTime,
      findings: z.array(Finding),
    }),
  ),
})
/** Makes the programme of another course day by day in this one. */
export const copyProgramme = command('boarding.copyProgramme', {
  may: 'lodging',
  input: Copy,
  output: Copied,
})
export const tryCopyProgramme = preview('boarding.tryCopyProgramme', {
  may: 'lodging',
  input: Copy,
  output: Copied,
})

export const boarding = methods(
  rooms,
  createRoom,
  updateRoom,
  tryUpdateRoom,
  closeRoom,
  tryCloseRoom,
  reopenRoom,
  courses,
  course,
  ofPerson,
  createCourse,
  updateCourse,
  tryUpdateCourse,
  removeCourse,
  enrol,
  withdraw,
  replace,
  check,
  place,
  move,
  exchangeBeds,
  tryExchangeBeds,
  unplace,
  takeRoom,
  arrive,
  depart,
  correctArrival,
  correctDeparture,
  plan,
  goAway,
  changeAway,
  removeAway,
  noShow,
  rack,
  propose,
  acceptProposal,
  meals,
  checkSession,
  bookSession,
  moveSession,
  cancelSession,
  restoreSession,
  copyProgramme,
  tryCopyProgramme,
)
