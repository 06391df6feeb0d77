import { randomInt } from 'node:crypto'
import { z } from 'zod'
import {
  type ChangeEvent,
  commonRefusals,
  type ErrorCode,
  type ErrorParams,
  type Hit,
  type Method,
  type Reply,
  Request,
  type Topic,
} from '#contract/envelope.ts'
import { type Finding, matterOf, RulesRefused } from '#contract/findings.ts'
import { type RightName, refusalOf, type SightName, unseenBy } from '#contract/rights.ts'
import { laterOf } from '#contract/time.ts'
import type {
  ChangeId,
  LocalDate,
  MemberId,
  SessionId,
  StayId,
  TemplateId,
} from '#contract/values.ts'
import type { CommandContext, Later, Lookup, ReadContext, UpkeepContext } from './context.ts'
import { type Conflict, conflictOf } from './db/errors.ts'
import type { Reader, Writer } from './db/schema.ts'
import type { StandingDatabase } from './db/standing.ts'
import type { Acting, Desk } from './desk.ts'
import { recordedAs } from './history/change.ts'
import { noteEvent } from './history/events.ts'
import { type PeopleAmong, sealed } from './history/sealing.ts'
import { lastStep, type Touched, touchedSince } from './history/touched.ts'
import type { TrackedTable } from './history/tracked.ts'
import type { Clock } from './kernel/clock.ts'
import { DomainError, KeptRefusal } from './kernel/errors.ts'
import type { NewId } from './kernel/ids.ts'
import { type Looking, masked, notTheirs } from './masking.ts'
import { turns } from './turns.ts'

export interface Bug {
  logId: string
  method: string
  error: unknown
}

export interface DispatchOptions {
  database: StandingDatabase
  methods: Readonly<Record<string, Method>>
  /** A handler for each of the methods: see `HandlersOf` in context.ts. */
  handlers: object
  /** What people change, with the screens that show it. */
  tables: readonly TrackedTable[]
  /** The desk that is served. */
  desk: Desk
  /** Who acts in a call that names this member. */
  actingAt(db: Reader, desk: Desk, named: MemberId | null): Promise<Acting>
  /** Whether a session is one in which somebody neither leads nor helps; false of one that there is not. */
  isOfOthers(db: Reader, id: SessionId, member: MemberId | null): Promise<boolean>
  /** What one must see to be told of a session; null of one that is as everybody's. */
  sightOf(db: Reader, id: SessionId): Promise<SightName | null>
  /** Which of some ids are those of people in the files. */
  peopleAmong: PeopleAmong
  /** Whether somebody is left who can let others in, where people sign in. */
  staysOpen(db: Reader): Promise<boolean>
  /** What a call is given to look at, over a connection. */
  lookAt(db: Reader): Lookup
  /** What is planned for the next weeks and does not fit the rules: see [Note: Facts change too]. */
  unfitting(look: Lookup, clock: Clock, touched: Touched): Promise<Unfitting>
  /** Takes a copy of the file as it is but for what is being written. */
  copyFile(): Promise<void>
  /** The refusal that a rule would have given for what the file has refused. */
  refusalOfConflict(look: Lookup, conflict: Conflict): Promise<DomainError>
  clock: Clock
  newId: NewId
  onChange(event: ChangeEvent): void
  /** Gets what nobody expected, under the number that the person is shown. */
  onBug(bug: Bug): void
  /** Holds every answer and refusal against what the contract declares: for tests and the fuzzer. */
  checkOutput?: boolean
}

/** Something that does not fit the rules: its last day, and what is against it. */
export interface Misfit {
  day: LocalDate
  findings: readonly Finding[]
}

/** Sessions, stays and series that do not fit the rules. */
export interface Unfitting {
  sessions: ReadonlyMap<SessionId, Misfit>
  stays: ReadonlyMap<StayId, Misfit>
  series: ReadonlyMap<TemplateId, Misfit>
}

/** Those against which there is something new; what did not fit before is nobody's doing. */
function hitIn<Id>(
  before: ReadonlyMap<Id, Misfit>,
  after: ReadonlyMap<Id, Misfit>,
): [Id, Misfit][] {
  return [...after].filter(([id, { findings }]) => {
    const known = new Set(before.get(id)?.findings.map(matterOf))
    return findings.some((one) => !known.has(matterOf(one)))
  })
}

function hitBetween(before: Unfitting, after: Unfitting): Hit {
  const sessions = hitIn(before.sessions, after.sessions)
  const stays = hitIn(before.stays, after.stays)
  const series = hitIn(before.series, after.series)
  const days = [...sessions, ...stays, ...series].map(([, { day }]) => day)
  return {
    count: days.length,
    until: days.length > 0 ? days.reduce(laterOf) : null,
    sessionIds: sessions.map(([id]) => id),
    stayIds: stays.map(([id]) => id),
    templateIds: series.map(([id]) => id),
  }
}

export type Dispatch = (raw: unknown) => Promise<Reply>

/** Carries the answer of a preview out of the transaction that it takes back. */
class Previewed {
  readonly value: unknown
  constructor(value: unknown) {
    this.value = value
  }
}

/** A refusal after which what was written stays is an answer until it is committed. */
function keepIfAsked(error: unknown): KeptRefusal {
  if (error instanceof KeptRefusal) return error
  throw error
}

/** Somebody who opens a file again within this has not left it, milliseconds. */
const oneLook = 10 * 60_000

const lookingOf = (acting: Acting): Looking => ({
  actor: acting.actor,
  guarded: acting.guarded,
  unseen: new Set(unseenBy(acting)),
})

function expectRight(right: RightName, acting: Acting): void {
  const refusal = refusalOf(right, acting)
  if (refusal) throw new DomainError(refusal.code, refusal.params)
}

type AnyHandler = (
  context: ReadContext | CommandContext | UpkeepContext,
  input: unknown,
) => Promise<unknown>

/** Letters and digits that nobody mixes up on the telephone. */
const logAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
/** The number under which a bug stands in the log. */
export function newLogId(): string {
  const letters = Array.from({ length: 6 }, () => logAlphabet[randomInt(logAlphabet.length)])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** Where and how an input is wrong, without the input itself: it may hold a name. */
function problems(error: z.ZodError) {
  return error.issues.flatMap((issue) => problemsOf(issue)).slice(0, 20)
}

/** Of an input that may have several forms, the problems of the one that it comes nearest to. */
function problemsOf(issue: z.core.$ZodIssue): { path: string; problem: string }[] {
  if (issue.code === 'invalid_union') {
    const [nearest = []] = issue.errors.toSorted((one, other) => one.length - other.length)
    const problems = nearest.flatMap(problemsOf)
    if (problems.length > 0) {
      return problems.map(({ path, problem }) => ({
        path: [...issue.path, ...(path ? [path] : [])].join('.'),
        problem,
      }))
    }
  }
  return [
    {
      path: issue.path.join('.'),
      problem: ['date', 'time', 'id', 'iin', 'mark'].includes(issue.message)
        ? issue.message
        : issue.code,
    },
  ]
}

/** The rights that a call asks for: that of the method, and another for setting rules aside. */
function rightsAsked({ may }: Method, input: unknown): RightName[] {
  const overriding = (input as { override?: unknown }).override !== undefined
  return [...(may ? [may] : []), ...(overriding ? (['overriding'] as const) : [])]
}

/** Who acts in a transaction, and as of when. */
interface Transacting extends Acting {
  tx: Writer
  clock: Clock
  newId: NewId
}

/** A refusal that the contract does not have like this is a bug of ours, not of the caller. */
function refuseUndeclared(method: Method | undefined, { code, params }: DomainError): void {
  const known: readonly ErrorCode[] = [...commonRefusals, ...(method?.refuses ?? [])]
  if (!known.includes(code)) throw new Error(`${method?.name} refuses ${code} and does not say so`)
  if (code === 'rules_refused') RulesRefused.parse(params)
}

/**
 * Makes the one way in: check, run, reply. Every request gets exactly one reply; nothing that a
 * caller sends makes it throw.
 */
export function createDispatch(options: DispatchOptions): Dispatch {
  const { database } = options
  const inTurn = turns()
  /** When who last opened whose file. */
  const looks = new Map<string, number>()
  const handlers = options.handlers as Record<string, AnyHandler>
  const methodNamed = (name: string): Method | undefined =>
    Object.hasOwn(options.methods, name) ? options.methods[name] : undefined
  const topicsOf = new Map<string, readonly Topic[]>(
    options.tables.map(({ table, topics }) => [table, topics]),
  )

  /** The method with its input as the contract reads it. Refuses `unknown_method`, `bad_request`. */
  function asked(name: string, raw: unknown) {
    const method = methodNamed(name)
    const handler = handlers[name]
    if (!method || !handler) throw new DomainError('unknown_method')
    const input = method.input.safeParse(raw ?? {})
    if (!input.success) throw new DomainError('bad_request', { problems: problems(input.error) })
    return { method, handler, input: input.data }
  }

  /**
   * Runs a command under a change of its own, and those that it performs under theirs. Answers what it
   * answers and its change; adds the topics of the tables that have changed.
   */
  async function perform(
    acting: Transacting,
    { method, handler, input }: ReturnType<typeof asked>,
    topics: Set<Topic>,
  ) {
    const { tx, actor, clock, newId } = acting
    // What somebody has set aside by right is made again by their word, which stands with it.
    const rights = new Set(method.may ? [method.may] : [])
    const demand = (right: RightName) => {
      expectRight(right, acting)
      rights.add(right)
    }
    for (const right of rightsAsked(method, input)) expectRight(right, acting)
    await expectOwn(tx, acting, method, input)
    const changeId = newId<ChangeId>()
    const context: CommandContext = {
      ...options.lookAt(tx),
      tx,
      clock,
      newId,
      actor,
      sees: (sight) => !unseenBy(acting).includes(sight),
      changeId,
      untrackedChanged: (topic) => topics.add(topic),
      demand,
      perform: (other, its, as) =>
        perform({ ...acting, ...as }, asked(other, its), topics) as Promise<never>,
    }
    const change = { id: changeId, at: clock.now(), by: actor, kind: method.name, rights }
    const { value, tables } = await recordedAs(tx, change, () =>
      handler(context, input).catch(keepIfAsked),
    )
    if (value instanceof KeptRefusal) return value
    for (const table of tables) for (const topic of topicsOf.get(table) ?? []) topics.add(topic)
    if (method.kind !== 'command') return value
    return { ...(value as object), changeId: tables.length > 0 ? changeId : null }
  }

  /** What a command has hit: before it is as others still see the file. */
  async function hitSince(tx: Writer, step: number): Promise<Hit> {
    const touched = await touchedSince(tx, options.tables, step)
    const unfitting = (db: Reader) => options.unfitting(options.lookAt(db), options.clock, touched)
    return hitBetween(await database.read(unfitting), await unfitting(tx))
  }

  /**
   * Refuses `not_allowed` for a call about a session of others, where whoever acts sees their own alone, and about one
   * of a kind that they do not see.
   */
  async function expectOwn(db: Reader, acting: Acting, { sessionsOf }: Method, input: unknown) {
    const unseen = unseenBy(acting)
    if (unseen.length === 0) return
    for (const id of sessionsOf(input as never)) {
      const sight = await options.sightOf(db, id)
      if (sight && unseen.includes(sight)) throw notTheirs(sight)
      if (unseen.includes('everybodys') && (await options.isOfOthers(db, id, acting.actor))) {
        throw notTheirs()
      }
    }
  }

  /**
   * Writes down whose file somebody has opened who has signed in, once in a while: nobody waits for it, and a file that
   * cannot be written is still read.
   */
  function noteLooks({ looksAt }: Method, input: unknown, { actor, guarded }: Looking): void {
    if (!guarded || actor === null) return
    const now = options.clock.milliseconds()
    for (const of of looksAt(input as never)) {
      const known = looks.get(`${actor} ${of}`)
      if (known !== undefined && Math.abs(now - known) < oneLook) continue
      looks.set(`${actor} ${of}`, now)
      const event = { at: options.clock.now(), by: actor, kind: 'looked' as const, of }
      const write = (tx: Writer) => sealed(tx, options.peopleAmong, () => noteEvent(tx, event))
      void inTurn('command', () => database.write(write)).catch((error: unknown) => {
        looks.delete(`${actor} ${of}`)
        if (database.refusalOf(error) === null)
          options.onBug({ logId: newLogId(), method: 'look', error })
      })
    }
  }

  /** Refuses `last_coordinator` where nobody could let others in any more. */
  async function expectOpen(tx: Writer): Promise<void> {
    if (!(await options.staysOpen(tx))) throw new DomainError('last_coordinator')
  }

  /** Who does something to the file itself, if they may. */
  async function keeperOf({ may }: Method, named: MemberId | null): Promise<MemberId | null> {
    // Of a file that cannot be opened nobody can be told who is who: whoever sits there may put it right.
    if (!may || database.trouble) return named
    const acting = await database.read((db) => options.actingAt(db, options.desk, named))
    if (acting.actor !== null && acting.roles === null) {
      throw new DomainError('not_found', { what: 'actor' })
    }
    expectRight(may, acting)
    return acting.actor
  }

  async function run(request: Request): Promise<unknown> {
    const call = asked(request.method, request.input)
    const { method, handler, input } = call
    const named = request.actor ?? null
    let looking: Looking = { actor: null, guarded: false, unseen: new Set() }
    if (method.kind === 'upkeep') {
      const begin = () => keeperOf(method, named)
      const work = (actor: MemberId | null) => handler({ clock: options.clock, actor }, input)
      if (method.long) return inTurn('read', begin).then(work)
      return inTurn('command', () => begin().then(work))
    }
    if (method.kind === 'read') {
      const look = async (db: Reader) => {
        const acting = await options.actingAt(db, options.desk, named)
        const demand = (right: RightName) => expectRight(right, acting)
        for (const right of rightsAsked(method, input)) demand(right)
        await expectOwn(db, acting, method, input)
        looking = lookingOf(acting)
        const { actor, unseen } = looking
        const sees = (sight: SightName) => !unseen.has(sight)
        return handler({ ...options.lookAt(db), clock: options.clock, actor, sees, demand }, input)
      }
      const answer = await inTurn('read', () => database.read(look))
      noteLooks(method, input, looking)
      return masked(
        method.long ? await (answer as Later<unknown>)() : answer,
        method.output,
        looking,
      )
    }
    const topics = new Set<Topic>()
    const act = async (tx: Writer) => {
      const acting = await options.actingAt(tx, options.desk, named)
      if (acting.actor !== null && acting.roles === null) {
        throw new DomainError('not_found', { what: 'actor' })
      }
      looking = lookingOf(acting)
      const { clock, newId } = options
      const step = method.changesFacts ? await lastStep(tx) : null
      const done = await perform({ ...acting, tx, clock, newId }, call, topics)
      if (done instanceof KeptRefusal) return done
      if (topics.has('team') || topics.has('access')) await expectOpen(tx)
      const value =
        step === null ? done : { ...(done as object), unsettled: await hitSince(tx, step) }
      if (method.kind === 'preview') throw new Previewed(value)
      // Others still see the file as it was: that is what is copied, and only when it is to change.
      if (method.copiedBefore && topics.size > 0) await options.copyFile()
      return value
    }
    const write = () => database.write((tx) => sealed(tx, options.peopleAmong, () => act(tx)))
    const answer = await inTurn(method.kind, write).catch((error: unknown) => {
      if (error instanceof Previewed) return error.value
      throw error
    })
    if (answer instanceof KeptRefusal) throw answer
    if (method.kind === 'command' && topics.size > 0) {
      options.onChange({ event: 'changed', topics: [...topics] })
    }
    return masked(answer, method.output, looking)
  }

  return async (raw) => {
    const request = Request.safeParse(raw)
    if (!request.success) {
      const id = z.object({ id: z.union([z.int(), z.string().max(100)]) }).safeParse(raw)
      return {
        id: id.success ? id.data.id : null,
        ok: false,
        code: 'bad_request',
        params: { problems: problems(request.error) },
      }
    }
    const { id, method: name } = request.data
    try {
      const value = await run(request.data)
      if (options.checkOutput) methodNamed(name)?.output.parse(value)
      return { id, ok: true, value }
    } catch (error) {
      try {
        return { id, ok: false, ...(await refusalFor(error, name)) }
      } catch (bug) {
        const logId = newLogId()
        options.onBug({ logId, method: methodNamed(name) ? name : 'unknown', error: bug })
        return { id, ok: false, code: 'internal', params: { logId } }
      }
    }
  }

  /** The refusal that an error is; one that nobody expected is thrown on. */
  async function refusalFor(
    thrown: unknown,
    name: string,
  ): Promise<{ code: ErrorCode; params: ErrorParams }> {
    const conflict = conflictOf(thrown)
    const error = conflict
      ? await database.read((db) => options.refusalOfConflict(options.lookAt(db), conflict))
      : (database.refusalOf(thrown) ?? thrown)
    if (error instanceof DomainError) {
      if (options.checkOutput) refuseUndeclared(methodNamed(name), error)
      return { code: error.code, params: error.params }
    }
    throw error
  }
}
