/** What is done with several chosen sessions, and who or what they have in common. */
import type { CancelReason, ResourceRole } from '#contract/schedule.ts'
import type { ChosenSession, SessionUse } from '#contract/settling.ts'

export type SeveralAction =
  | { readonly what: 'cancel'; readonly reason?: CancelReason }
  | { readonly what: 'replace' | 'shift' | 'exchange' }

/** What can be replaced: whoever works there, and what is used. */
export type Sort = 'horse' | 'member' | 'place'

const sorts: Readonly<Partial<Record<ResourceRole, Sort>>> = {
  horse: 'horse',
  instructor: 'member',
  therapist: 'member',
  leader: 'member',
  sidewalker: 'member',
  teacher: 'member',
  psychologist: 'member',
  course_leader: 'member',
  place: 'place',
}
/** Undefined for the people whose sessions they are. */
export const sortOf = ({ role }: Pick<SessionUse, 'role'>): Sort | undefined => sorts[role]

/** The roles of those who lead a session, one for each kind. */
const leading: readonly ResourceRole[] = ['instructor', 'teacher', 'psychologist', 'course_leader']
export const leads = ({ role }: Pick<SessionUse, 'role'>): boolean => leading.includes(role)

/** Somebody or something in several sessions. */
export interface Shared {
  readonly sort: Sort | 'client'
  readonly id: SessionUse['id']
  readonly name: string
  readonly sortKey: string
  readonly sessions: readonly ChosenSession[]
}

/** Everybody and everything in some sessions, by sort and name, with the sessions of each. */
export function sharedIn(sessions: readonly ChosenSession[]): Shared[] {
  const found = new Map<string, { shared: Omit<Shared, 'sessions'>; of: ChosenSession[] }>()
  for (const session of sessions) {
    for (const use of session.uses) {
      const known = found.get(use.id)
      const { id, name, sortKey } = use
      const shared = { sort: sortOf(use) ?? ('client' as const), id, name, sortKey }
      if (!known) found.set(use.id, { shared, of: [session] })
      else if (known.of.at(-1) !== session) known.of.push(session)
    }
  }
  return [...found.values()].map(({ shared, of }) => ({ ...shared, sessions: of }))
}

/** Of the sorts, those that every session has: what is offered for all fits all. */
export const sortsOfAll = (sessions: readonly ChosenSession[]): Sort[] =>
  (['horse', 'member', 'place'] as const).filter((sort) =>
    sessions.every(({ uses }) => uses.some((use) => sortOf(use) === sort)),
  )
