/** Participants and rooms as lists on paper have them: a course by its day of arrival, made when there is none. */
import type { RoomFields } from '#contract/boarding.ts'
import type { PersonFields } from '#contract/people.ts'
import { outside } from '#contract/rules/beds.ts'
import { addDays } from '#contract/time.ts'
import type { CourseId, LocalDate, PersonId, RoomId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import { flag, type Reader, type Writer } from '../../db/schema.ts'
import { foldedName, isAmong, namesApart, namesIn, sexOfNames } from '../../kernel/names.ts'
import { participantsOf } from './course-places.ts'
import { enrol } from './enrolments.ts'
import { type CourseRow, findEnrolmentRow } from './facts.ts'
import { closeRoom, createRoom, readRooms, sleptIn, updateRoom } from './rooms.ts'
import { writeEnrolment, writeShareWish } from './rows.ts'

/** What a list of participants says beside the person. */
export interface CourseLine {
  arrivalOn: LocalDate
  wheelchair: boolean
  companionName: string | null
  diet: string | null
  shareWithName: string | null
}

/** Days of a course, and places in it, when nobody has said. */
const usual = { days: 7, capacity: 25 }

const fullName = (row: {
  family_name: string
  given_name: string
  patronymic: string | null
}): string => [row.family_name, row.given_name, row.patronymic].filter(Boolean).join(' ')

const folded = (row: Parameters<typeof fullName>[0]): string =>
  foldedName({
    familyName: row.family_name,
    givenName: row.given_name,
    patronymic: row.patronymic,
  })

const withNames = (db: Reader) =>
  db
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .selectAll('e')
    .select(['p.family_name', 'p.given_name', 'p.patronymic'])

/** The courses of every participant, or of one, by person; those from which they were taken off too. */
export async function readCourseLines(
  db: Reader,
  of?: PersonId,
): Promise<Map<PersonId, CourseLine[]>> {
  const rows = await withNames(db)
    .$if(of !== undefined, (query) =>
      query.where((where) =>
        where.or([
          where('e.person_id', '=', of as PersonId),
          where('e.companion_of_id', '=', of as PersonId),
        ]),
      ),
    )
    .innerJoin('course', 'course.id', 'e.course_id')
    .select('course.from_date as arrival_on')
    .orderBy('p.sort_key')
    .execute()
  const wishes = await db
    .selectFrom('share_wish as w')
    .innerJoin('person as p', 'p.id', 'w.with_id')
    .select(['w.course_id', 'w.person_id', 'p.family_name', 'p.given_name', 'p.patronymic'])
    .orderBy('p.sort_key')
    .$if(of !== undefined, (query) => query.where('w.person_id', '=', of as PersonId))
    .execute()
  const key = (course: CourseId, person: PersonId | null) => `${course} ${person}`
  const companions = Map.groupBy(rows, (row) => key(row.course_id, row.companion_of_id))
  const wished = Map.groupBy(wishes, (row) => key(row.course_id, row.person_id))
  const names = (of: readonly Parameters<typeof fullName>[0][] | undefined) =>
    of?.map(fullName).join(', ')
  const participants = rows.filter((row) => row.companion_of_id === null)
  return new Map(
    [...Map.groupBy(participants, (row) => row.person_id)].map(([id, of]) => [
      id,
      of.map((row) => ({
        arrivalOn: row.arrival_on,
        wheelchair: row.wheelchair === 1,
        companionName: names(companions.get(key(row.course_id, id))) ?? null,
        diet: row.diet,
        shareWithName: names(wished.get(key(row.course_id, id))) ?? row.share_words,
      })),
    ]),
  )
}

/** The course of an arrival. */
async function courseOf({ tx, newId }: CommandContext, arrivalOn: LocalDate): Promise<CourseRow> {
  const found = await tx
    .selectFrom('course')
    .selectAll()
    .where('from_date', '=', arrivalOn)
    .orderBy('id')
    .executeTakeFirst()
  const course = found ?? {
    id: newId<CourseId>(),
    name: arrivalOn.split('-').reverse().join('.'),
    from_date: arrivalOn,
    until_date: addDays(arrivalOn, usual.days - 1),
    capacity: usual.capacity,
    note: null,
  }
  if (!found) await tx.insertInto('course').values(course).execute()
  return course
}

/** Room for one more: whoever stands on the list is in the course. */
async function makeRoom(tx: Writer, { id, capacity }: CourseRow): Promise<void> {
  const needed = (await participantsOf(tx, id)) + 1
  if (needed > capacity) {
    await tx.updateTable('course').set({ capacity: needed }).where('id', '=', id).execute()
  }
}

/** Makes a file of somebody. */
export type CreatePerson = (
  context: CommandContext,
  fields: Pick<PersonFields, 'familyName' | 'givenName'> & Partial<PersonFields>,
) => Promise<PersonId>

/**
 * Puts a participant in the course of their arrival, with whoever accompanies them. Whoever waits for a
 * place, was taken off or has not come stays so: the list was written before.
 */
export async function enrolLine(
  context: CommandContext,
  createPerson: CreatePerson,
  personId: PersonId,
  line: CourseLine,
): Promise<void> {
  const { tx } = context
  const course = await courseOf(context, line.arrivalOn)
  const known = (await readCourseLines(tx, personId))
    .get(personId)
    ?.find((one) => one.arrivalOn === line.arrivalOn)
  const before = await findEnrolmentRow(tx, course.id, personId)
  if (before?.state === 'withdrawn' || before?.state === 'no_show') {
    const { wheelchair, diet } = line
    await writeEnrolment(tx, before, { ...before, wheelchair: flag(wheelchair), diet })
    return
  }
  if (!before) await makeRoom(tx, course)
  const asked = { courseId: course.id, reserve: before?.state === 'reserve', leaveClashes: true }
  await enrol(context, {
    ...asked,
    personId,
    wheelchair: line.wheelchair,
    diet: line.diet,
    // What the list says anew takes the place of what was wished; what was resolved stays so.
    ...(line.shareWithName !== (known?.shareWithName ?? null) && {
      shareWords: line.shareWithName,
      shareWithIds: [],
    }),
  })
  const accompanying = namesApart(known?.companionName ?? null)
  for (const name of namesApart(line.companionName)) {
    if (isAmong(accompanying, name)) continue
    const companionId =
      (await companionNamed(tx, course.id, personId, name)) ??
      (await createPerson(context, companionFields(name, await nameOf(tx, personId))))
    await enrol(context, { ...asked, personId: companionId, companionOfId: personId })
  }
  await resolveWishes(context, course.id)
}

const nameOf = (db: Reader, id: PersonId) =>
  db
    .selectFrom('person')
    .select(['family_name', 'given_name', 'patronymic'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** «Иванова Анна»; a single word, as «мама», goes with the family name of the participant. */
function companionFields(words: string, participant: { family_name: string }) {
  const names = namesIn(words) ?? {
    familyName: participant.family_name,
    givenName: words.trim(),
    patronymic: null,
  }
  return { ...names, sex: namesIn(words) ? sexOfNames(names) : null }
}

/** Who accompanies them under that name in this course, or has done so in another. */
async function companionNamed(
  db: Reader,
  courseId: CourseId,
  participantId: PersonId,
  words: string,
): Promise<PersonId | undefined> {
  const rows = await withNames(db).where('e.companion_of_id', '=', participantId).execute()
  const participant = await nameOf(db, participantId)
  const wanted = foldedName(companionFields(words, participant))
  const same = rows.filter((row) => folded(row) === wanted)
  return (same.find((row) => row.course_id === courseId) ?? same[0])?.person_id
}

/** Wishes in words become wishes for people, once the one whom they name is in the course. */
async function resolveWishes({ tx }: CommandContext, courseId: CourseId): Promise<void> {
  const rows = await withNames(tx).where('e.course_id', '=', courseId).execute()
  const byName = new Map(rows.map((row) => [folded(row), row.person_id]))
  for (const row of rows) {
    if (row.share_words === null) continue
    const names = namesIn(row.share_words)
    const wished = names && byName.get(foldedName(names))
    if (!wished || wished === row.person_id) continue
    const { family_name: _, given_name: __, patronymic: ___, ...enrolment } = row
    await writeEnrolment(tx, enrolment, { ...enrolment, share_words: null })
    const wish = { course_id: courseId, person_id: row.person_id, with_id: wished }
    await writeShareWish(tx, null, wish)
  }
}

/** A room as a list has it; `closedUntil` is the last day of a repair. */
export interface RoomLine extends RoomFields {
  closedUntil: LocalDate | null
}

export async function readRoomLines(db: Reader): Promise<{ id: RoomId; room: RoomLine }[]> {
  const closures = await db
    .selectFrom('room_closure')
    .select(['room_id', 'until_date'])
    .orderBy('until_date')
    .execute()
  const closedUntil = new Map(closures.map((row) => [row.room_id, row.until_date]))
  return (await readRooms(db, '1900-01-01' as LocalDate)).map(
    ({ roomId, beds, closures: _, version: __, ...room }) => ({
      id: roomId,
      room: { ...room, beds: beds.length, closedUntil: closedUntil.get(roomId) ?? null },
    }),
  )
}

/**
 * Closes a room from the first day of the year to the end of the repair, where it is not closed yet; never for
 * nights that somebody has slept there.
 */
async function closeUntil(
  context: CommandContext,
  roomId: RoomId,
  { closedUntil, note }: RoomLine,
): Promise<void> {
  if (closedUntil === null) return
  const { tx, clock } = context
  const closed = await tx
    .selectFrom('room_closure')
    .select(['from_date', 'until_date'])
    .where('room_id', '=', roomId)
    .execute()
  const repair = {
    from: `${closedUntil.slice(0, 4)}-01-01` as LocalDate,
    to: addDays(closedUntil, 1),
  }
  const closures = closed.map(({ from_date, until_date }) => ({
    ...{ from: from_date, to: addDays(until_date, 1) },
  }))
  for (const { from, to } of outside(repair, closures)) {
    const closure = { roomId, from, until: addDays(to, -1) }
    if ((await sleptIn(tx, closure, clock.today())).length > 0) continue
    await closeRoom(context, { ...closure, reason: note?.slice(0, 200) ?? null })
  }
}

export async function insertRoomLine(context: CommandContext, line: RoomLine): Promise<void> {
  await closeUntil(context, await createRoom(context, line), line)
}

export async function updateRoomLine(
  context: CommandContext,
  id: RoomId,
  before: RoomLine,
  line: RoomLine,
): Promise<void> {
  await updateRoom(context, id, line)
  if (line.closedUntil !== before.closedUntil) await closeUntil(context, id, line)
}
