/** Search in the words of people. See [Note: Pairs of beginnings]. */
import type { PersonId } from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'
import { type Finding, findings, findingsTogether } from './finding.ts'
import { type LineRow, lineColumns } from './store.ts'

/**
 * The first so many rows that answer; a person stands in it once for each word that matches. The
 * rows come in the order of the index, so that no more of it is read than is answered.
 */
function firstMatches(db: Reader, finding: Finding, limit: number): Promise<LineRow[]> {
  let query = db
    .selectFrom('person_word as driven')
    .innerJoin('person', 'person.id', 'driven.person_id')
    .select(lineColumns)
    .where('driven.word', '>=', finding.drive.from)
    .where('driven.word', '<', finding.drive.until)
  for (const test of finding.tests) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('person_word as tested')
          .select('tested.word')
          .whereRef('tested.person_id', '=', 'driven.person_id')
          .where('tested.word', '>=', test.from)
          .where('tested.word', '<', test.until),
      ),
    )
  }
  return query
    .orderBy('driven.word')
    .orderBy('driven.sort_key')
    .orderBy('driven.person_id')
    .limit(limit)
    .execute()
}

/** The first `wanted` people that answer one finding, each once. */
async function firstPeople(db: Reader, finding: Finding, wanted: number): Promise<LineRow[]> {
  for (let limit = wanted * 2; ; limit *= 4) {
    const rows = await firstMatches(db, finding, limit)
    const people = new Map<PersonId, LineRow>()
    for (const row of rows) if (!people.has(row.id)) people.set(row.id, row)
    if (people.size >= wanted || rows.length < limit) return [...people.values()].slice(0, wanted)
  }
}

async function answer(db: Reader, ways: readonly Finding[], wanted: number): Promise<LineRow[]> {
  const people = new Map<PersonId, LineRow>()
  for (const way of ways) {
    if (people.size >= wanted) break
    for (const row of await firstPeople(db, way, wanted)) {
      if (!people.has(row.id)) people.set(row.id, row)
    }
  }
  return [...people.values()].slice(0, wanted)
}

interface Search {
  limit: number
  offset: number
  /** Whether IINs and telephones are looked at; else nobody is found by a text with a digit. */
  byNumber: boolean
}

/**
 * People whose words begin with every token of the text; all of them in alphabetical order when
 * the text is empty.
 */
export async function searchPeople(
  db: Reader,
  text: string,
  { limit, offset, byNumber }: Search,
): Promise<LineRow[]> {
  if (!byNumber && /\p{N}/u.test(text)) return []
  if (text.trim() === '') {
    return db
      .selectFrom('person')
      .select(lineColumns)
      .orderBy('person.sort_key')
      .orderBy('person.id')
      .limit(limit)
      .offset(offset)
      .execute()
  }
  const found = await answer(db, findings(text), offset + limit)
  const people = found.length > 0 ? found : await answer(db, findingsTogether(text), offset + limit)
  return people.slice(offset)
}
