/** Series to be settled, as the list of them shows each. */
import type { UnsettledSeries } from '#contract/settling.ts'
import { at, dateOf } from '#contract/time.ts'
import type { LocalDate, MemberId, SessionId, TemplateId } from '#contract/values.ts'
import type { ReadContext } from '../../context.ts'
import { titleOf } from '../../schedule/facts.ts'
import { sessionFrom } from '../../schedule/series.ts'
import { unsettledSeries } from '../../schedule/unsettled-series.ts'
import { type Asked, horseNames } from './unsettled.ts'

/** In order of their next days; where sessions are named, the series of those alone. */
export async function readSeries(
  context: ReadContext,
  { from, until, sessionIds }: Asked,
): Promise<UnsettledSeries[]> {
  const now = context.clock.now()
  const ids = sessionIds && (await templatesOf(context, sessionIds))
  const unsettled = await unsettledSeries(context, { from, until, now, ids })
  if (unsettled.length === 0) return []
  const { directory } = context
  const sessions = unsettled.map((one) => sessionFrom(one.template, one.next, '' as SessionId))
  const members = await directory.members([
    ...new Set(sessions.flatMap((one) => one.ledById ?? [])),
  ])
  const places = await directory.places([...new Set(sessions.map((one) => one.placeId))])
  const horses = await horseNames(context, sessions)
  const toCome = await firstToCome(
    context,
    unsettled.map(({ template }) => template.id),
  )
  const lines: UnsettledSeries[] = []
  for (const [index, { template, next, findings }] of unsettled.entries()) {
    const session = sessions[index] as (typeof sessions)[number]
    lines.push({
      templateId: template.id,
      kind: template.kind,
      title: await titleOf(context, session),
      personId: template.clientId,
      groupId: template.kind === 'class' ? template.rosterId : null,
      days: template.days,
      interval: template.interval,
      start: template.start,
      minutes: template.minutes,
      placeName: places.get(template.placeId)?.name ?? '',
      ledByName: members.get(template.ledById as MemberId)?.name ?? null,
      horseName: horses.get(session) ?? null,
      next,
      validUntil: template.validUntil,
      session: toCome.get(template.id) ?? null,
      findings,
    })
  }
  return lines
}

/** The series that some sessions were made of. */
async function templatesOf({ db }: ReadContext, sessionIds: readonly SessionId[]) {
  const rows = await db
    .selectFrom('session')
    .select('template_id')
    .distinct()
    .where('id', 'in', sessionIds)
    .execute()
  return new Set(rows.flatMap((row) => row.template_id ?? []))
}

/** The first session of each series that is to come and takes place. */
async function firstToCome(
  { db, clock }: ReadContext,
  ids: readonly TemplateId[],
): Promise<Map<TemplateId, { sessionId: SessionId; date: LocalDate }>> {
  const now = clock.now()
  const rows = await db
    .selectFrom('session')
    .select(['id', 'template_id', 'date', 'start'])
    .where('template_id', 'in', ids)
    .where('date', '>=', dateOf(now))
    .where('cancel_reason', 'is', null)
    .orderBy('template_date', 'desc')
    .execute()
  return new Map(
    rows.flatMap((row) =>
      row.template_id !== null && at(row.date, row.start) > now
        ? [[row.template_id, { sessionId: row.id, date: row.date }] as const]
        : [],
    ),
  )
}
