/** What a feature hands over to the schedule: all that is peculiar to its kind of session. */
import type { PlaceUse } from '#contract/places.ts'
import type { RightName } from '#contract/rights.ts'
import type {
  Alternative,
  Finding,
  Outcome,
  ResourceRole,
  SessionKind,
} from '#contract/schedule.ts'
import type { HorseId, LocalDate, PersonId, ResourceId } from '#contract/values.ts'
import type { Lookup } from '../context.ts'
import type { Reader, RosterId } from '../db/schema.ts'
import type { TableName } from '../history/tracked.ts'
import type { Where } from './free.ts'
import type { ResourceUse, Session, SessionOf } from './session.ts'
import { isBlock } from './situation.ts'

/** A free place near one that was refused; for a ride, with a horse. */
export type Offer = Alternative & { horseId?: HorseId }

/** What the rules say to a session, with free places near it when it is refused. */
export interface Checked<Near extends Offer> {
  findings: Finding[]
  alternatives: Near[]
}

/** The rows in which sessions of a kind, and their templates, keep what only they have. */
export interface OwnRows<Own> {
  /** One row for each session, by `session_id`. */
  readonly table: TableName
  /** One row for each template, by `template_id`. */
  readonly templateTable: TableName
  of(row: Record<string, unknown>): Own
  columns(own: Own): Record<string, unknown>
}

/** A time for which somebody is in a roster. */
export interface Belonging {
  personId: PersonId
  from: LocalDate
  /** The first day without; null while there is none. */
  to: LocalDate | null
}

/** Whose people are on the lists of the sessions of a kind: the members of a group, the participants of a course. */
export interface Roster<Id extends RosterId = RosterId> {
  /** What it is called, or was: nothing for one that there never was. */
  name(db: Reader, id: Id): Promise<string>
  /** Who is in it on any of these days, by their first day, from the earliest one on. */
  belonging(db: Reader, id: Id, from: LocalDate, until: LocalDate): Promise<Belonging[]>
  /** How many may be on one list; any number where it does not say. */
  capacity?(db: Reader, id: Id): Promise<number>
  /** Those of some that have more people in all of these days than they may have at once, and what each is called. */
  crowded?(
    db: Reader,
    ids: readonly Id[],
    days: { from: LocalDate; until: LocalDate },
  ): Promise<{ id: Id; name: string; capacity: number; members: number }[]>
}

/** A kind of session: who leads it, what it uses, what stands in rows of its own, whose people are on its list, its rules. */
export interface SessionDefinition<Of extends Session = Session, Near extends Offer = Offer> {
  readonly kind: Of['kind']
  /** What changing such sessions needs. */
  readonly right: RightName
  /** The role of whoever leads. */
  readonly leader: ResourceRole
  /** It is never without whoever leads it. */
  readonly alwaysLed?: true
  /** What it takes beside its people, who leads and the place. */
  uses?(session: Pick<Of, 'rosterId' | 'own'>): ResourceUse[]
  readonly rows?: OwnRows<NonNullable<Of['own']>>
  readonly roster?: Roster<NonNullable<Of['rosterId']>>
  /** Whoever is excused from one has a place in another: see [Note: Credits]. */
  readonly madeUp?: true
  /** What the places are for in which one may be. */
  readonly places: readonly PlaceUse[]
  /** Gathers all that the rules look at for some sessions, and judges by it. Refuses `not_found {what}`. */
  judge(look: Lookup, sessions: readonly Of[], how?: Gathering): Promise<Judge<Of, Near>>
  /** Another one in a role that only this kind has: a horse, who leads it; undefined for any other role, and for one too many. */
  replaced?(own: NonNullable<Of['own']>, change: Replacement): NonNullable<Of['own']> | undefined
}

/** Another one, or nobody, in a role; `instead` of whom, where several have it. */
export interface Replacement {
  role: ResourceRole
  id: ResourceId | null
  instead?: ResourceId | undefined
}

/** How facts are gathered. */
export interface Gathering {
  /** Sessions as they stand in the file, which has let nothing overlap: nobody else is looked at. */
  standing?: boolean
  /** Others who could take part, from the first day of the sessions to some days after the last. */
  candidates?: { ids: readonly ResourceUse[]; daysAfter: number }
}

/** The rules of a kind, with what they look at. */
export interface Judge<Of extends Session = Session, Near extends Offer = Offer> {
  /** What the rules say to a session as it would stand: what it takes now is not in its own way. */
  findings(session: Of): Finding[]
  /** Free places near a session: near one that is refused, or at other hours than its own. */
  offers(session: Of, wish?: Pick<Where, 'settling'>): Promise<Near[]>
  /** From now on others are judged as if this session stood like that. */
  assume(session: Of): void
}

/** What the rules say to one session. */
export const findingsOn = async (look: Lookup, kind: SessionDefinition, session: Session) =>
  (await kind.judge(look, [session])).findings(session)

/** What the rules say to one session, with free places near it when it is refused. */
export async function checked<Near extends Offer>(
  look: Lookup,
  kind: SessionDefinition<Session, Near>,
  session: Session,
): Promise<Checked<Near>> {
  const judge = await kind.judge(look, [session])
  const findings = judge.findings(session)
  return { findings, alternatives: findings.some(isBlock) ? await judge.offers(session) : [] }
}

/** The kinds, by name: the only list of them that the schedule knows. */
export type Kinds = { readonly [Name in SessionKind]: SessionDefinition<SessionOf<Name>> }

/** The kind of a session, whichever it is: what it hands over takes that session. */
export const kindOf = (kinds: Kinds, { kind }: { kind: SessionKind }): SessionDefinition =>
  kinds[kind] as SessionDefinition

/** What a session uses, half filled in or whole: its people, who leads, what is of its kind, the place. */
export function usesOf(
  kind: Pick<SessionDefinition, 'leader' | 'uses'>,
  session: Partial<Pick<Session, 'ledById' | 'assistantIds' | 'placeId' | 'rosterId' | 'own'>> & {
    people: readonly Pick<Session['people'][number], 'personId'>[]
  },
): ResourceUse[] {
  const { people, ledById, assistantIds = [], placeId, rosterId = null, own = null } = session
  const uses: ResourceUse[] = people.map(({ personId }) => ({ role: 'client', id: personId }))
  if (ledById) uses.push({ role: kind.leader, id: ledById })
  for (const id of assistantIds) uses.push({ role: 'assistant', id })
  const asked = { rosterId, own } as Parameters<NonNullable<SessionDefinition['uses']>>[0]
  uses.push(...(kind.uses?.(asked) ?? []))
  if (placeId) uses.push({ role: 'place', id: placeId })
  return uses
}

/** What became of one day of a series. */
export type OutcomeNear<Near extends Offer> = Omit<Outcome, 'alternatives'> & {
  alternatives: Near[]
}

export const outcomeOf = <Near extends Offer>(
  session: Pick<Session, 'date' | 'start'>,
  clientName: string,
  outcome: Outcome['outcome'],
  more: Partial<Pick<OutcomeNear<Near>, 'sessionId' | 'findings' | 'alternatives'>> = {},
): OutcomeNear<Near> => ({
  sessionId: more.sessionId ?? null,
  date: session.date,
  start: session.start,
  clientName,
  outcome,
  findings: more.findings ?? [],
  alternatives: more.alternatives ?? [],
})
