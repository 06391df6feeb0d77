import { type access, leastSecret } from '#contract/access.ts'
import type { Member } from '#contract/team.ts'
import type { MemberId } from '#contract/values.ts'
import {
  addNewCode,
  changeKeyFile,
  type DataKey,
  isCodeOf,
  keepOnlyCode,
  passphraseWay,
} from '#keys/key-file.ts'
import { newRecoveryCode, readRecoveryCode } from '#keys/recovery-code.ts'
import { type KeyPair, newKeyPair } from '#keys/sealed-box.ts'
import type { CommandContext, HandlersOf } from '../../context.ts'
import type { Reader, Writer } from '../../db/schema.ts'
import type { Desk, SignedIn } from '../../desk.ts'
import { noteEvent } from '../../history/events.ts'
import { DomainError, KeptRefusal } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { isWeak, keep, keepKey, newKey, openedBy, openedByKey, waitAfter } from './secrets.ts'
import {
  completeBoxes,
  makeCentreKey,
  noteHolders,
  openCentreKey,
  setHolder,
} from './shared-keys.ts'
import {
  type Credential,
  countFailures,
  deleteCredentials,
  insertCredential,
  isGuarded,
  listKeys,
  pinOf,
  readKey,
  recoveryCodes,
  replaceSecret,
  withPin,
  worksAs,
  worksHere,
} from './store.ts'

/** Somebody who works here, as the screen of signing in names them. */
type Colleague = Pick<Member, 'id' | 'familyName' | 'givenName' | 'roles'>

const refuseWeak = (secret: string) => {
  if (isWeak(secret)) throw new DomainError('secret_weak', { least: leastSecret })
}

/** A credential whose secret somebody has typed. */
interface Opened {
  id: string
  pair: KeyPair
}

const keptIn = ({ salt, cost, private_key }: Credential) => ({
  salt,
  cost,
  privateKey: private_key,
})

/**
 * Answers what a secret opens. Refuses `wrong` for one that opens nothing, and counts it; and `sign_in_later {seconds}`
 * without looking at it while one must wait after others. A clock that was turned back makes nobody wait longer.
 */
async function expectSecret<Opened>(
  { tx, clock }: CommandContext,
  kept: Credential,
  opened: () => Promise<Opened | null>,
  wrong: 'secret_wrong' | 'recovery_code_wrong',
): Promise<Opened> {
  const now = clock.milliseconds()
  const waits = waitAfter(kept.failures) * 1000
  const since = kept.failed_at === null ? waits : now - kept.failed_at
  if (since < 0) await countFailures(tx, kept.id, kept.failures, now)
  const left = Math.min(waits, waits - since)
  if (left > 0) throw new KeptRefusal('sign_in_later', { seconds: Math.ceil(left / 1000) })
  const found = await opened()
  if (found === null) {
    await countFailures(tx, kept.id, kept.failures + 1, now)
    const of = kept.member_id === null ? {} : { of: kept.member_id }
    await noteEvent(tx, { at: clock.now(), by: null, kind: 'secret_wrong', ...of })
    throw new KeptRefusal(wrong)
  }
  if (kept.failures > 0) await countFailures(tx, kept.id, 0, null)
  return found
}

/** Refuses `coordinator_only` for somebody who is none. */
async function expectCoordinator(db: Reader, id: MemberId): Promise<void> {
  if (!(await worksAs(db, id, 'coordinator'))) throw new DomainError('coordinator_only')
}

/** Writes a PIN in place of the one before, with the pair of keys of that one where it was `opened`. */
async function writePin(
  { tx, newId, clock }: CommandContext,
  {
    memberId,
    secret,
    cost,
    opened,
  }: { memberId: MemberId; secret: string; cost: number; opened?: Opened | null },
): Promise<SignedIn> {
  refuseWeak(secret)
  const [credentialId, madeAt] = [newId<string>(), clock.now()]
  const pair = opened?.pair ?? newKeyPair()
  const kept = { id: credentialId, madeAt, ...(await keep(secret, cost, pair)) }
  if (opened) await replaceSecret(tx, opened.id, kept)
  else {
    await deleteCredentials(tx, { memberId, kinds: ['pin'] })
    await insertCredential(tx, { ...kept, kind: 'pin', memberId })
  }
  return { memberId, credentialId, privateKey: pair.privateKey }
}

/** A code as it is kept in a plain file, however it was typed. */
const plainCode = (typed: string): string => readRecoveryCode(typed) ?? typed

async function addCode({ dataDir, key, onChange }: Protection, cost: number): Promise<string> {
  const code = await addNewCode(dataDir, key, cost)
  onChange()
  return code
}

/** Which of some kept codes was typed, and what it opens. */
async function codeTyped(
  kept: readonly Credential[],
  typed: string,
): Promise<Omit<SignedIn, 'memberId'> | null> {
  const code = plainCode(typed)
  for (const one of kept) {
    const privateKey = await openedBy(code, keptIn(one))
    if (privateKey) return { credentialId: one.id, privateKey }
  }
  return null
}

/** So many codes hold at most, made without any being kept. */
const mostCodes = 8

/** Makes a recovery code beside those before it: see [Note: One code]. */
async function writeRecoveryCode(
  { tx, newId, clock }: CommandContext,
  { protection, cost }: Pick<Wiring, 'protection' | 'cost'>,
): Promise<string> {
  const code = protection ? await addCode(protection, cost) : newRecoveryCode()
  for (const { id } of (await recoveryCodes(tx)).slice(mostCodes - 1)) {
    await deleteCredentials(tx, { id })
  }
  await insertCredential(tx, {
    id: newId<string>(),
    kind: 'recovery',
    memberId: null,
    madeAt: clock.now(),
    ...(await keep(plainCode(code), cost)),
  })
  return code
}

async function expectPin(db: Reader, memberId: MemberId): Promise<Credential> {
  const pin = await pinOf(db, memberId)
  if (!pin) throw new DomainError('secret_missing')
  return pin
}

/** The protection of the data file. */
export interface Protection {
  /** Where its key lies. */
  dataDir: string
  key: DataKey
  /** There are other ways to the key now. */
  onChange(): void
}

interface Wiring {
  /** The desk at which whoever signs in will act. */
  desk: Desk
  /** How dear trying a PIN is made: see `usualCost`. */
  cost: number
  /** Null of a file that is not protected. */
  protection: Protection | null
  /** Who works here, by name; or everybody who ever did. */
  listTeam(db: Reader, how: { everybody: boolean }): Promise<Colleague[]>
  /** Seals the notes that psychologists have written before anybody signed in. */
  sealNotes(context: CommandContext): Promise<void>
}

export const accessHandlers = ({ desk, cost, protection, listTeam, sealNotes }: Wiring) => {
  /** Brings up to date what is sealed for whom, where whoever has signed in can. */
  async function completeKeys(tx: Writer, by: SignedIn | null): Promise<void> {
    const centre = await openCentreKey(tx, by)
    if (centre) await completeBoxes(tx, centre)
  }
  /** From now on they act at this desk. */
  async function takeDesk({ tx, clock }: CommandContext, by: SignedIn): Promise<void> {
    await noteEvent(tx, { at: clock.now(), by: by.memberId, kind: 'signed_in' })
    desk.signedIn = by
    await completeKeys(tx, by)
  }
  /** Hands the key of somebody's notes over, or takes it back, on record. Refuses `not_found {what}`. */
  async function setNoteHolder(
    { tx, actor, clock }: CommandContext,
    { fromId, toId, holds }: { fromId: MemberId; toId: MemberId; holds: boolean },
  ): Promise<void> {
    const key = (await noteHolders(tx)).find(({ owner }) => owner === fromId)
    const team = await listTeam(tx, { everybody: true })
    const to = team.find(({ id }) => id === toId)
    const may = !holds || (await worksAs(tx, toId, 'psychologist'))
    if (!key || !to || !may || fromId === toId) {
      throw new DomainError('not_found', { what: 'member' })
    }
    await setHolder(tx, { keyId: key.id, memberId: toId, holds })
    await completeKeys(tx, desk.signedIn)
    await noteEvent(tx, {
      at: clock.now(),
      by: actor,
      kind: holds ? 'notes_handed_over' : 'notes_taken_back',
      of: fromId,
      what: [to.familyName, to.givenName].join(' '),
    })
  }
  return {
    'access.state': async ({ db, settings, actor }) => {
      const team = (await listTeam(db, { everybody: false })).map(
        ({ id, familyName, givenName, roles }) => ({
          memberId: id,
          familyName,
          givenName,
          roles,
        }),
      )
      const guarded = await isGuarded(db)
      const known = await withPin(db)
      return {
        guarded,
        me: guarded ? (team.find(({ memberId }) => memberId === actor) ?? null) : null,
        members: team.map((one) => ({ ...one, hasPin: known.has(one.memberId) })),
        idleMinutes: (await settings.read()).idleMinutes,
      }
    },
    'access.signIn': async (context, { memberId, secret }) => {
      const pin = await expectPin(context.tx, memberId)
      if (!(await worksHere(context.tx, memberId))) throw new DomainError('secret_missing')
      const privateKey = await expectSecret(
        context,
        pin,
        () => openedBy(secret, keptIn(pin)),
        'secret_wrong',
      )
      await takeDesk(context, { memberId, credentialId: pin.id, privateKey })
      return { memberId }
    },
    'access.signInWithKey': async (context, { key }) => {
      const [id = '', secret = ''] = key.trim().split('.')
      const kept = await readKey(context.tx, id)
      const privateKey = kept && openedByKey(secret, keptIn(kept))
      if (!kept?.member_id || !privateKey) throw new DomainError('access_key_wrong')
      await takeDesk(context, { memberId: kept.member_id, credentialId: kept.id, privateKey })
      return { memberId: kept.member_id }
    },
    'access.signOut': async ({ tx, clock, actor }) => {
      if (desk.signedIn) await noteEvent(tx, { at: clock.now(), by: actor, kind: 'signed_out' })
      desk.signedIn = null
      return {}
    },
    'access.setPin': async (context, { memberId, secret, current }) => {
      const { tx, actor, clock, demand, untrackedChanged } = context
      const guarded = await isGuarded(tx)
      const before = await pinOf(tx, memberId)
      let opened: Opened | null = null
      if (!guarded) await expectCoordinator(tx, memberId)
      else if (memberId !== actor) demand('guarding')
      else if (before) {
        const typed = () => openedBy(current ?? '', keptIn(before))
        const privateKey = await expectSecret(context, before, typed, 'secret_wrong')
        opened = { id: before.id, pair: { publicKey: before.public_key, privateKey } }
      }
      if (!(await worksHere(tx, memberId))) throw new DomainError('not_found', { what: 'member' })
      const pin = await writePin(context, { memberId, secret, cost, opened })
      const by = actor ?? memberId
      await noteEvent(tx, { at: clock.now(), by, kind: 'pin_set', of: memberId })
      const recoveryCode = guarded ? null : await writeRecoveryCode(context, { protection, cost })
      if (!guarded) {
        const centre = await makeCentreKey(context)
        await sealNotes(context)
        await completeBoxes(tx, centre)
      }
      if (!guarded || memberId === actor) await takeDesk(context, pin)
      else await completeKeys(tx, desk.signedIn)
      untrackedChanged('access')
      return { recoveryCode }
    },
    'access.removePin': async ({ tx, actor, clock, untrackedChanged }, { memberId }) => {
      await expectPin(tx, memberId)
      await deleteCredentials(tx, { memberId, kinds: ['pin', 'key'] })
      await noteEvent(tx, { at: clock.now(), by: actor, kind: 'pin_removed', of: memberId })
      untrackedChanged('access')
      return {}
    },
    'access.recover': async (context, { recoveryCode, memberId, secret }) => {
      const { tx, clock } = context
      const codes = await recoveryCodes(tx)
      const [latest] = codes
      if (!latest) throw new DomainError('recovery_code_wrong')
      const opened = async () => {
        const code = await codeTyped(codes, recoveryCode)
        // Of a file that was protected later there is only what it has kept itself, until a new code is made.
        const opensFile =
          protection && (await isCodeOf(protection.dataDir, protection.key, recoveryCode))
        return (opensFile ?? code !== null) ? { code } : null
      }
      const { code } = await expectSecret(context, latest, opened, 'recovery_code_wrong')
      await expectCoordinator(tx, memberId)
      const centre = await openCentreKey(tx, code)
      const pin = await writePin(context, { memberId, secret, cost })
      await noteEvent(tx, { at: clock.now(), by: memberId, kind: 'pin_set', of: memberId })
      // Each lets in once.
      await deleteCredentials(tx, { memberId: null, kinds: ['recovery'] })
      const next = await writeRecoveryCode(context, { protection, cost })
      if (centre) await completeBoxes(tx, centre)
      await takeDesk(context, pin)
      context.untrackedChanged('access')
      return { recoveryCode: next }
    },
    'access.newRecoveryCode': async (context) => {
      const { tx, actor, clock } = context
      await noteEvent(tx, { at: clock.now(), by: actor, kind: 'code_made' })
      if (await isGuarded(tx)) {
        const recoveryCode = await writeRecoveryCode(context, { protection, cost })
        await completeKeys(tx, desk.signedIn)
        return { recoveryCode }
      }
      if (!protection) throw new DomainError('not_found', { what: 'key' })
      // Nobody has a PIN to forget yet.
      return { recoveryCode: await addCode(protection, cost) }
    },
    'access.keepRecoveryCode': async ({ tx }, { recoveryCode }) => {
      const codes = await recoveryCodes(tx)
      const kept = await codeTyped(codes, recoveryCode)
      const isKeyKept =
        protection && (await keepOnlyCode(protection.dataDir, protection.key, recoveryCode))
      if (!(isKeyKept ?? kept)) throw new DomainError('recovery_code_wrong')
      const others = kept ? codes.filter(({ id }) => id !== kept.credentialId) : []
      for (const { id } of others) await deleteCredentials(tx, { id })
      protection?.onChange()
      return {}
    },
    'access.setPassphrase': async ({ tx, actor, clock }, { passphrase }) => {
      if (!protection) throw new DomainError('not_found', { what: 'key' })
      const { dataDir, key, onChange } = protection
      const way = await passphraseWay(key, passphrase, cost)
      changeKeyFile(dataDir, key, (ways) => ({ ...ways, ...way }))
      onChange()
      await noteEvent(tx, { at: clock.now(), by: actor, kind: 'passphrase_set' })
      return {}
    },
    'access.mayProtect': async () => ({}),
    'access.keys': async ({ db }) => ({
      keys: (await listKeys(db)).map((key) => ({
        keyId: key.id,
        memberId: key.member_id as MemberId,
        name: surnameFirst(key),
        madeAt: key.made_at,
      })),
    }),
    'access.makeKey': async ({ tx, actor, newId, clock, untrackedChanged }, { memberId }) => {
      await expectPin(tx, memberId)
      const [keyId, secret] = [newId<string>(), newKey()]
      await insertCredential(tx, {
        id: keyId,
        kind: 'key',
        memberId,
        madeAt: clock.now(),
        ...keepKey(secret),
      })
      await noteEvent(tx, { at: clock.now(), by: actor, kind: 'key_made', of: memberId })
      await completeKeys(tx, desk.signedIn)
      untrackedChanged('access')
      return { keyId, key: `${keyId}.${secret}` }
    },
    'access.removeKey': async ({ tx, actor, clock, untrackedChanged }, { keyId }) => {
      const key = await readKey(tx, keyId)
      if (!key?.member_id) throw new DomainError('not_found', { what: 'key' })
      await deleteCredentials(tx, { id: keyId })
      await noteEvent(tx, { at: clock.now(), by: actor, kind: 'key_removed', of: key.member_id })
      untrackedChanged('access')
      return {}
    },
    'access.noteHolders': async ({ db }) => {
      const team = new Map(
        (await listTeam(db, { everybody: true })).map((one) => [
          one.id,
          { memberId: one.id, familyName: one.familyName, givenName: one.givenName },
        ]),
      )
      const holders = await noteHolders(db)
      return {
        notes: [...Map.groupBy(holders, (one) => one.owner)].flatMap(([ownerId, held]) => {
          const owner = team.get(ownerId)
          if (!owner) return []
          const others = held.filter(({ holder }) => holder !== ownerId)
          return [{ owner, holders: others.flatMap(({ holder }) => team.get(holder) ?? []) }]
        }),
      }
    },
    'access.handOverNotes': async (context, { fromId, toId }) => {
      await setNoteHolder(context, { fromId, toId, holds: true })
      context.untrackedChanged('access')
      return {}
    },
    'access.takeNotesBack': async (context, { fromId, toId }) => {
      await setNoteHolder(context, { fromId, toId, holds: false })
      context.untrackedChanged('access')
      return {}
    },
  } satisfies HandlersOf<typeof access>
}
