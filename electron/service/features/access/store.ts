import type { Role } from '#contract/team.ts'
import type { LocalDateTime, MemberId } from '#contract/values.ts'
import type { CredentialTable, Reader, Writer } from '../../db/schema.ts'
import type { Acting, Desk } from '../../desk.ts'
import type { Kept } from './secrets.ts'

type Kind = CredentialTable['kind']

/** Whether people sign in here: from the first PIN on, with which the recovery code comes. */
export async function isGuarded(db: Reader): Promise<boolean> {
  return (await db.selectFrom('credential').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** The roles of somebody who is or was in the team; null for an id of nobody. */
async function rolesOf(db: Reader, id: MemberId): Promise<Role[] | null> {
  const rows = await db
    .selectFrom('member')
    .leftJoin('member_role', 'member_role.member_id', 'member.id')
    .select('role')
    .where('member.id', '=', id)
    .execute()
  return rows.length === 0 ? null : rows.flatMap(({ role }) => role ?? [])
}

/** Whether whoever signed in at a desk still works here, and what they signed in by still holds. */
async function stillHolds(db: Reader, { signedIn }: Desk): Promise<boolean> {
  if (!signedIn) return false
  const row = await db
    .selectFrom('credential')
    .innerJoin('member', 'member.id', 'credential.member_id')
    .select('member.id')
    .where('credential.id', '=', signedIn.credentialId)
    .where('member.active', '=', 1)
    .executeTakeFirst()
  return row !== undefined
}

/** Who acts: whoever has signed in at the desk where people do that, and else whom the caller names. */
export async function actingAt(db: Reader, desk: Desk, named: MemberId | null): Promise<Acting> {
  const guarded = await isGuarded(db)
  if (guarded && !(await stillHolds(db, desk))) return { actor: null, roles: null, guarded }
  const actor = guarded ? (desk.signedIn?.memberId ?? null) : named
  return { actor, roles: actor && (await rolesOf(db, actor)), guarded }
}

/**
 * Whether somebody is left who can let others in, where people sign in: a coordinator who works here and has a
 * PIN.
 */
export async function staysOpen(db: Reader): Promise<boolean> {
  if (!(await isGuarded(db))) return true
  const row = await db
    .selectFrom('credential')
    .innerJoin('member', 'member.id', 'credential.member_id')
    .innerJoin('member_role', 'member_role.member_id', 'member.id')
    .select('member.id')
    .where('kind', '=', 'pin')
    .where('member.active', '=', 1)
    .where('role', '=', 'coordinator')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether somebody works here. */
export async function worksHere(db: Reader, id: MemberId): Promise<boolean> {
  const row = await db
    .selectFrom('member')
    .select('id')
    .where('id', '=', id)
    .where('active', '=', 1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether somebody works here and holds a role. */
export const worksAs = async (db: Reader, id: MemberId, role: Role): Promise<boolean> =>
  (await worksHere(db, id)) && (await rolesOf(db, id))?.includes(role) === true

export type Credential = CredentialTable

/** The PIN of a member. */
export const pinOf = (db: Reader, memberId: MemberId): Promise<Credential | undefined> =>
  db
    .selectFrom('credential')
    .selectAll()
    .where('kind', '=', 'pin')
    .where('member_id', '=', memberId)
    .executeTakeFirst()

/** The recovery codes that hold, the latest first: those before one are taken when it is kept. */
export const recoveryCodes = (db: Reader): Promise<Credential[]> =>
  db
    .selectFrom('credential')
    .selectAll()
    .where('kind', '=', 'recovery')
    .orderBy('id', 'desc')
    .execute()

export const readKey = (db: Reader, id: string): Promise<Credential | undefined> =>
  db
    .selectFrom('credential')
    .selectAll()
    .where('id', '=', id)
    .where('kind', '=', 'key')
    .executeTakeFirst()

export async function insertCredential(
  tx: Writer,
  credential: { id: string; kind: Kind; memberId: MemberId | null; madeAt: LocalDateTime } & Kept,
): Promise<void> {
  const { id, kind, memberId, madeAt, salt, cost, publicKey, privateKey } = credential
  await tx
    .insertInto('credential')
    .values({
      id,
      kind,
      member_id: memberId,
      made_at: madeAt,
      salt,
      cost,
      public_key: publicKey,
      private_key: privateKey,
      failures: 0,
      failed_at: null,
    })
    .execute()
}

/** Puts another secret with the same pair of keys in place of one, under another id: whoever signed in by that one is out. */
export async function replaceSecret(
  tx: Writer,
  before: string,
  credential: { id: string; madeAt: LocalDateTime } & Kept,
): Promise<void> {
  const { id, madeAt, salt, cost, privateKey } = credential
  await tx
    .updateTable('credential')
    .set({ id, made_at: madeAt, salt, cost, private_key: privateKey, failures: 0, failed_at: null })
    .where('id', '=', before)
    .execute()
}

/** Takes one credential, or all of a member of these kinds. */
export async function deleteCredentials(
  tx: Writer,
  which: { id: string } | { memberId: MemberId | null; kinds: readonly Kind[] },
): Promise<number> {
  const deleting = tx.deleteFrom('credential')
  const { numDeletedRows } = await ('id' in which
    ? deleting.where('id', '=', which.id)
    : deleting
        .where('member_id', which.memberId === null ? 'is' : '=', which.memberId)
        .where('kind', 'in', which.kinds)
  ).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Counts wrong ones of a credential: how many in a row, and when the last one was, milliseconds since 1970. */
export async function countFailures(
  tx: Writer,
  id: string,
  failures: number,
  failedAt: number | null,
): Promise<void> {
  await tx
    .updateTable('credential')
    .set({ failures, failed_at: failedAt })
    .where('id', '=', id)
    .execute()
}

/** The keys of scripts, the latest first. */
export const listKeys = (db: Reader) =>
  db
    .selectFrom('credential')
    .innerJoin('member', 'member.id', 'credential.member_id')
    .select(['credential.id', 'member_id', 'made_at', 'family_name', 'given_name'])
    .where('kind', '=', 'key')
    .orderBy('credential.id', 'desc')
    .execute()

/** Whoever has a PIN. */
export async function withPin(db: Reader): Promise<Set<MemberId>> {
  const rows = await db
    .selectFrom('credential')
    .select('member_id')
    .where('kind', '=', 'pin')
    .execute()
  return new Set(rows.flatMap(({ member_id }) => member_id ?? []))
}
