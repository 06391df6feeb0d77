/** The call list: notices by family. */
import type { Family, NoticeLine } from '#contract/notices.ts'
import { at } from '#contract/time.ts'
import type {
  ChangeId,
  HorseId,
  LocalDate,
  LocalDateTime,
  MemberId,
  PersonId,
  PlaceId,
} from '#contract/values.ts'
import type { Lookup, ReadContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { knownBy, type NoticeRow, type Standing, standingBy } from '../../schedule/notices.ts'
import { type Contact, familyKeys, reachedBy } from './families.ts'

/** How the families of some people are reached. */
export type Contacts = (db: Reader, ids: readonly PersonId[]) => Promise<Contact[]>

export type Asked = { changeId: ChangeId } | { from: LocalDate; until: LocalDate }

function rowsOf(db: Reader, asked: Asked): Promise<NoticeRow[]> {
  const notices = db.selectFrom('notice').selectAll()
  if ('changeId' in asked) return notices.where('change_id', '=', asked.changeId).execute()
  const { from, until } = asked
  return notices
    .where((row) =>
      row.or([
        row.and([row('known_date', '>=', from), row('known_date', '<=', until)]),
        row.and([row('now_date', '>=', from), row('now_date', '<=', until)]),
      ]),
    )
    .execute()
}

/** Those of whom nobody has said that they do not come anyway, and who have not left the list meanwhile. */
async function concerned(db: Reader, rows: readonly NoticeRow[]): Promise<NoticeRow[]> {
  const waiting = rows.filter((row) => row.state !== 'told')
  if (waiting.length === 0) return [...rows]
  const listed = await db
    .selectFrom('participant')
    .select(['session_id', 'person_id'])
    .where('session_id', 'in', [...new Set(waiting.map((row) => row.session_id))])
    .execute()
  const seats = new Set(listed.map((row) => `${row.session_id} ${row.person_id}`))
  const absences = await db
    .selectFrom('absence')
    .select(['person_id', 'from_date', 'until_date'])
    .where('person_id', 'in', [...new Set(waiting.map((row) => row.person_id))])
    .execute()
  const isAbsent = (personId: PersonId, date: LocalDate) =>
    absences.some(
      (one) => one.person_id === personId && one.from_date <= date && date <= one.until_date,
    )
  return rows.filter((row) => {
    if (row.state === 'told') return true
    if (row.now_date !== null && !seats.has(`${row.session_id} ${row.person_id}`)) return false
    const days = [row.known_date, row.now_date].flatMap((date) => date ?? [])
    return !days.every((date) => isAbsent(row.person_id, date))
  })
}

function whatOf(known: Standing | null, now: Standing | null): NoticeLine['what'] {
  if (!now) return 'cancelled'
  if (!known) return 'restored'
  const sameWhere =
    known.date === now.date && known.start === now.start && known.placeId === now.placeId
  return sameWhere ? 'replaced' : 'moved'
}

/** What places, members and horses of some notices are called. */
async function namesIn({ directory }: Lookup, rows: readonly NoticeRow[]) {
  const ids = <Id extends string>(of: (standing: Standing) => Id | null) => [
    ...new Set(
      rows.flatMap((row) =>
        [knownBy(row), standingBy(row)].flatMap((one) => (one && of(one)) ?? []),
      ),
    ),
  ]
  const places = await directory.places(ids<PlaceId>((one) => one.placeId))
  const leaders = ids<MemberId>((one) => one.ledById)
  const tellers = rows.flatMap((row) => row.by_id ?? [])
  const members = await directory.members([...new Set([...leaders, ...tellers])])
  const horses = new Map<HorseId, string>()
  for (const id of ids<HorseId>((one) => one.horseId)) {
    horses.set(id, await directory.nameOf('horse', id))
  }
  return {
    memberName: (id: MemberId | null) => (id && members.get(id)?.name) ?? null,
    said: (standing: Standing | null) =>
      standing && {
        date: standing.date,
        start: standing.start,
        placeName: places.get(standing.placeId)?.name ?? '',
        leaderName: (standing.ledById && members.get(standing.ledById)?.name) ?? null,
        horseName: (standing.horseId && horses.get(standing.horseId)) ?? null,
      },
  }
}

const hoursOf = ({ before, after }: Pick<NoticeLine, 'before' | 'after'>): LocalDateTime[] =>
  [before, after].flatMap((one) => (one ? at(one.date, one.start) : [])).sort()

/** The families of some people with what they are to be told, the first hour first. */
export async function readCallList(
  context: ReadContext,
  contactsOf: Contacts,
  asked: Asked,
): Promise<Family[]> {
  const { db } = context
  const rows = await concerned(db, await rowsOf(db, asked))
  const contacts = await contactsOf(db, [...new Set(rows.map((row) => row.person_id))])
  const names = new Map(contacts.map((one) => [one.personId, one.name]))
  const { memberName, said } = await namesIn(context, rows)
  const lines = rows.map((row) => {
    const [known, now] = [knownBy(row), standingBy(row)]
    const [before, after] = [said(known), said(now)]
    const line: NoticeLine = {
      noticeId: row.id,
      sessionId: row.session_id,
      personId: row.person_id,
      personName: names.get(row.person_id) ?? '',
      kind: row.kind,
      title: row.title,
      what: whatOf(known, now),
      before,
      after,
      cancelReason: row.cancel_reason,
      state: row.state,
      byName: memberName(row.by_id),
      at: row.at,
      until: hoursOf({ before, after }).at(-1) as LocalDateTime,
    }
    return line
  })
  const order = (line: NoticeLine) => `${hoursOf(line)[0]} ${line.personName} ${line.noticeId}`
  lines.sort((one, other) => (order(one) < order(other) ? -1 : 1))
  const keys = familyKeys(contacts)
  return [...Map.groupBy(lines, (line) => keys.get(line.personId) ?? line.personId)].map(
    ([key, its]) => ({
      key,
      ...reachedBy(contacts.filter((one) => keys.get(one.personId) === key)),
      lines: its,
    }),
  )
}
