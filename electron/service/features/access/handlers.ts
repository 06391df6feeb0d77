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
import type { CommandContext, HandlersOf } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import type { Desk, SignedIn } from '../../desk.ts'
import { noteEvent } from '../../history/events.ts'
import { DomainError, KeptRefusal } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { isKept, isKeptKey, isWeak, keep, keepKey, newKey, waitAfter } from './secrets.ts'
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
  withPin,
  worksAs,
  worksHere,
} from './store.ts'

/** Somebody who works here, as the screen of signing in names them. */
type Colleague = Pick<Member, 'id' | 'familyName' | 'givenName' | 'roles'>

const refuseWeak = (secret: string) => {
  if (isWeak(secret)) throw new DomainError('secret_weak', { least: leastSecret })
}

/**
 * Refuses `wrong` for a secret that is not the one that is kept, and counts it; and `sign_in_later {seconds}`
 * without looking at it while one must wait after others. A clock that was turned back makes nobody wait longer.
 */
async function expectSecret(
  { tx, clock }: CommandContext,
  kept: Credential,
  isRight: () => Promise<boolean>,
  wrong: 'secret_wrong' | 'recovery_code_wrong',
): Promise<void> {
  const now = clock.milliseconds()
  const waits = waitAfter(kept.failures) * 1000
  const since = kept.failed_at === null ? waits : now - kept.failed_at
  if (since < 0) await countFailures(tx, kept.id, kept.failures, now)
  const left = Math.min(waits, waits - since)
  if (left > 0) throw new KeptRefusal('sign_in_later', { seconds: Math.ceil(left / 1000) })
  if (!(await isRight())) {
    await countFailures(tx, kept.id, kept.failures + 1, now)
    const of = kept.member_id === null ? {} : { of: kept.member_id }
    await noteEvent(tx, { at: clock.now(), by: null, kind: 'secret_wrong', ...of })
    throw new KeptRefusal(wrong)
  }
  if (kept.failures > 0) await countFailures(tx, kept.id, 0, null)
}

/** Refuses `coordinator_only` for somebody who is none. */
async function expectCoordinator(db: Reader, id: MemberId): Promise<void> {
  if (!(await worksAs(db, id, 'coordinator'))) throw new DomainError('coordinator_only')
}

async function writePin(
  { tx, newId, clock }: CommandContext,
  { memberId, secret, cost }: { memberId: MemberId; secret: string; cost: number },
) {
  refuseWeak(secret)
  await deleteCredentials(tx, { memberId, kinds: ['pin'] })
  const id = newId<string>()
  await insertCredential(tx, {
    id,
    kind: 'pin',
    memberId,
    madeAt: clock.now(),
    ...(await keep(secret, cost)),
  })
  return id
}

/** A code as it is kept in a plain file, however it was typed. */
const plainCode = (typed: string): string => readRecoveryCode(typed) ?? typed

async function addCode({ dataDir, key, onChange }: Protection, cost: number): Promise<string> {
  const code = await addNewCode(dataDir, key, cost)
  onChange()
  return code
}

/** Which of some kept codes was typed. */
async function codeTyped(
  kept: readonly Credential[],
  typed: string,
): Promise<Credential | undefined> {
  const code = plainCode(typed)
  for (const one of kept) if (await isKept(code, one)) return one
  return undefined
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
  /** Who works here, by name. */
  listTeam(db: Reader): Promise<Colleague[]>
}

export const accessHandlers = ({ desk, cost, protection, listTeam }: Wiring) => {
  /** From now on they act at this desk. */
  async function takeDesk({ tx, clock }: CommandContext, by: SignedIn): Promise<void> {
    await noteEvent(tx, { at: clock.now(), by: by.memberId, kind: 'signed_in' })
    desk.signedIn = by
  }
  return {
    'access.state': async ({ db, settings, actor }) => {
      const team = (await listTeam(db)).map(({ id, familyName, givenName, roles }) => ({
        memberId: id,
        familyName,
        givenName,
        roles,
      }))
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
      await expectSecret(context, pin, () => isKept(secret, pin), 'secret_wrong')
      await takeDesk(context, { memberId, credentialId: pin.id })
      return { memberId }
    },
    'access.signInWithKey': async (context, { key }) => {
      const [id = '', secret = ''] = key.trim().split('.')
      const kept = await readKey(context.tx, id)
      if (!kept?.member_id || !isKeptKey(secret, kept)) throw new DomainError('access_key_wrong')
      await takeDesk(context, { memberId: kept.member_id, credentialId: kept.id })
      return { memberId: kept.member_id }
    },
    'access.signOut': async ({ tx, clock, actor }) => {
      if (desk.signedIn) await noteEvent(tx, { at: clock.now(), by: actor, kind: 'signed_out' })
      desk.signedIn = null
      return {}
    },
    'access.setPin': async (context, { memberId, secret, current }) => {
      const { tx, actor, demand, untrackedChanged } = context
      const guarded = await isGuarded(tx)
      const before = await pinOf(tx, memberId)
      if (!guarded) await expectCoordinator(tx, memberId)
      else if (memberId !== actor) demand('guarding')
      else if (before) {
        await expectSecret(context, before, () => isKept(current ?? '', before), 'secret_wrong')
      }
      if (!(await worksHere(tx, memberId))) throw new DomainError('not_found', { what: 'member' })
      const credentialId = await writePin(context, { memberId, secret, cost })
      const recoveryCode = guarded ? null : await writeRecoveryCode(context, { protection, cost })
      if (!guarded || memberId === actor) await takeDesk(context, { memberId, credentialId })
      untrackedChanged('access')
      return { recoveryCode }
    },
    'access.removePin': async ({ tx, untrackedChanged }, { memberId }) => {
      await expectPin(tx, memberId)
      await deleteCredentials(tx, { memberId, kinds: ['pin', 'key'] })
      untrackedChanged('access')
      return {}
    },
    'access.recover': async (context, { recoveryCode, memberId, secret }) => {
      const codes = await recoveryCodes(context.tx)
      const [latest] = codes
      if (!latest) throw new DomainError('recovery_code_wrong')
      const opensFile = async () =>
        protection && isCodeOf(protection.dataDir, protection.key, recoveryCode)
      // Of a file that was protected later there is only what it has kept itself, until a new code is made.
      const isRight = async () =>
        (await opensFile()) ?? (await codeTyped(codes, recoveryCode)) !== undefined
      await expectSecret(context, latest, isRight, 'recovery_code_wrong')
      await expectCoordinator(context.tx, memberId)
      const credentialId = await writePin(context, { memberId, secret, cost })
      // Each lets in once.
      await deleteCredentials(context.tx, { memberId: null, kinds: ['recovery'] })
      const next = await writeRecoveryCode(context, { protection, cost })
      await takeDesk(context, { memberId, credentialId })
      context.untrackedChanged('access')
      return { recoveryCode: next }
    },
    'access.newRecoveryCode': async (context) => {
      if (await isGuarded(context.tx)) {
        return { recoveryCode: await writeRecoveryCode(context, { protection, cost }) }
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
      const others = kept ? codes.filter(({ id }) => id !== kept.id) : []
      for (const { id } of others) await deleteCredentials(tx, { id })
      protection?.onChange()
      return {}
    },
    'access.setPassphrase': async (_context, { passphrase }) => {
      if (!protection) throw new DomainError('not_found', { what: 'key' })
      const { dataDir, key, onChange } = protection
      const way = await passphraseWay(key, passphrase, cost)
      changeKeyFile(dataDir, key, (ways) => ({ ...ways, ...way }))
      onChange()
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
    'access.makeKey': async ({ tx, newId, clock, untrackedChanged }, { memberId }) => {
      await expectPin(tx, memberId)
      const [keyId, secret] = [newId<string>(), newKey()]
      await insertCredential(tx, {
        id: keyId,
        kind: 'key',
        memberId,
        madeAt: clock.now(),
        ...keepKey(secret),
      })
      untrackedChanged('access')
      return { keyId, key: `${keyId}.${secret}` }
    },
    'access.removeKey': async ({ tx, untrackedChanged }, { keyId }) => {
      if (!(await readKey(tx, keyId))) throw new DomainError('not_found', { what: 'key' })
      await deleteCredentials(tx, { id: keyId })
      untrackedChanged('access')
      return {}
    },
  } satisfies HandlersOf<typeof access>
}
