/** Templates as rows, and the days on which one was decided to make nothing. */
import type { Selectable } from 'kysely'
import type { LocalDate, PlaceId, TemplateId, Weekday } from '#contract/values.ts'
import type { Reader, RosterId, TemplateTable, Writer } from '../db/schema.ts'
import { assistantColumns, assistantsOf, type Own, type Template } from './session.ts'
import { ownOf, putOwn, type Stored, type Storing } from './store.ts'

async function templatesOf(look: Stored, rows: readonly Selectable<TemplateTable>[]) {
  const own = await ownOf(look, 'template_id', rows)
  return rows.map((row) => templateOf(row, own.get(row.id) ?? null))
}

/** What the file says of a template, of the kind that it says. */
export const templateOf = (row: Selectable<TemplateTable>, own: Own): Template =>
  ({
    id: row.id,
    kind: row.kind,
    days: row.days.split(',') as Weekday[],
    interval: row.interval_weeks,
    countedFrom: row.counted_from,
    start: row.start,
    minutes: row.minutes,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    placeId: row.place_id,
    ledById: row.led_by_id,
    assistantIds: assistantsOf(row),
    clientId: row.client_id,
    rosterId: row.roster_id,
    own,
  }) as Template

export async function findTemplate(look: Stored, id: TemplateId): Promise<Template | undefined> {
  const rows = await look.db.selectFrom('template').selectAll().where('id', '=', id).execute()
  return (await templatesOf(look, rows))[0]
}

/** Templates of some rosters, those that begin earlier first. */
export async function templatesOfRosters(
  look: Stored,
  ids: readonly RosterId[],
): Promise<Template[]> {
  if (ids.length === 0) return []
  const rows = await look.db
    .selectFrom('template')
    .selectAll()
    .where('roster_id', 'in', ids)
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
  return templatesOf(look, rows)
}

/** Templates that hold between two days, in order of weekday and hour. */
export async function templatesBetween(
  look: Stored,
  from: LocalDate,
  until: LocalDate,
): Promise<Template[]> {
  const rows = await look.db
    .selectFrom('template')
    .selectAll()
    .where('valid_until', '>=', from)
    .where('valid_from', '<=', until)
    .orderBy('start')
    .orderBy('id')
    .execute()
  return templatesOf(look, rows)
}

export async function putTemplate({ tx, kinds }: Storing, template: Template): Promise<void> {
  const { id } = template
  const columns = {
    kind: template.kind,
    days: template.days.join(','),
    interval_weeks: template.interval,
    counted_from: template.countedFrom,
    start: template.start,
    minutes: template.minutes,
    valid_from: template.validFrom,
    valid_until: template.validUntil,
    place_id: template.placeId,
    led_by_id: template.ledById,
    ...assistantColumns(template.assistantIds),
    client_id: template.clientId,
    roster_id: template.rosterId,
  }
  await tx
    .insertInto('template')
    .values({ id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
  await putOwn({ tx, kinds }, 'template_id', template)
}

/** The days on which a template was decided to make nothing. */
export async function skippedDays(db: Reader, id: TemplateId): Promise<Set<LocalDate>> {
  const rows = await db
    .selectFrom('template_skip')
    .select('date')
    .where('template_id', '=', id)
    .execute()
  return new Set(rows.map((row) => row.date))
}

/** Keeps that nothing is made of a template on a day. */
export async function skipDay(tx: Writer, id: TemplateId, date: LocalDate): Promise<void> {
  await tx
    .insertInto('template_skip')
    .values({ template_id: id, date })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Forgets that nothing was to be made of a template on a day. */
export async function unskipDay(tx: Writer, id: TemplateId, date: LocalDate): Promise<void> {
  await tx
    .deleteFrom('template_skip')
    .where('template_id', '=', id)
    .where('date', '=', date)
    .execute()
}

/** What was skipped of a template is skipped of another one, on a day that may be another. */
export async function moveSkips(
  tx: Writer,
  from: TemplateId,
  to: TemplateId,
  dayOf: (date: LocalDate) => LocalDate | null,
): Promise<void> {
  const dates = [...(await skippedDays(tx, from))]
  const moved = dates.flatMap((date) => {
    const day = dayOf(date)
    return day === null || (from === to && day === date) ? [] : [{ date, day }]
  })
  // All go first: one may come to a day where the next one was.
  for (const { date } of moved) await unskipDay(tx, from, date)
  for (const { day } of moved) await skipDay(tx, to, day)
}

/** What was made, or skipped, of a template for days from one on stands for another template then. */
export async function handOver(
  tx: Writer,
  from: TemplateId,
  to: TemplateId,
  since: LocalDate,
): Promise<void> {
  await tx
    .updateTable('session')
    .set({ template_id: to })
    .where('template_id', '=', from)
    .where('template_date', '>=', since)
    .execute()
  await moveSkips(tx, from, to, (date) => (date >= since ? date : null))
}

export async function removeTemplate(tx: Writer, id: TemplateId): Promise<void> {
  await tx.deleteFrom('template').where('id', '=', id).execute()
}

/** A template needs its place before sessions are made from it. */
export type PlacedTemplate = Template & { placeId: PlaceId }
