/** Sessions that somebody has chosen, with all whom and what they have by name. */
import type { ChosenSession, SessionUse } from '#contract/settling.ts'
import type { ResourceId, SessionId } from '#contract/values.ts'
import type { ReadContext } from '../../context.ts'
import { withVersions } from '../../history/versions.ts'
import { sortKey } from '../../kernel/sort-key.ts'
import { titlesOf } from '../../schedule/facts.ts'
import { usesOfSession } from '../../schedule/replacing.ts'
import { type ResourceUse, resourceKindOf } from '../../schedule/session.ts'
import { sessionForm } from '../../schedule/settling.ts'
import { findSessions } from '../../schedule/store.ts'

/** In order of time; those that are no more are left out. */
export async function readChosen(
  context: ReadContext,
  sessionIds: readonly SessionId[],
): Promise<ChosenSession[]> {
  const sessions = await findSessions(context, sessionIds)
  const titles = await titlesOf(context, [...sessions.keys()])
  const names = new Map<ResourceId, string>()
  const lines: Omit<ChosenSession, 'version'>[] = []
  for (const [id, { session, marked }] of sessions) {
    const uses: SessionUse[] = []
    for (const use of usesOfSession(context, session)) {
      // Of a class and a course there are many, and it is called after its group.
      if (use.role === 'group' || (use.role === 'client' && session.rosterId !== null)) continue
      const name = await nameOf(use)
      uses.push({ ...use, name, sortKey: sortKey(name) })
    }
    lines.push({
      ...{ sessionId: id, kind: session.kind, title: titles.get(id) ?? '' },
      ...{ date: session.date, start: session.start, minutes: session.minutes },
      open: session.cancelReason === null && !marked,
      uses,
    })
  }
  lines.sort((one, other) => (`${one.date}${one.start}` < `${other.date}${other.start}` ? -1 : 1))
  return withVersions(context.db, sessionForm(context), lines, (one) => one.sessionId)

  async function nameOf({ role, id }: ResourceUse): Promise<string> {
    const kind = resourceKindOf[role]
    const known = names.get(id)
    if (known !== undefined || kind === 'bed') return known ?? ''
    const name = await context.directory.nameOf(kind, id)
    names.set(id, name)
    return name
  }
}
