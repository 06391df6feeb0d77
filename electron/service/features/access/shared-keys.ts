/**
 * [Note: Keys under keys] What a psychologist writes of an appointment is nobody else's, and yet nothing may be lost
 * when a PIN is forgotten or somebody leaves. So each PIN, script's key and recovery code has a pair of keys, whose private
 * half opens by that secret alone (secrets.ts). Each psychologist has a key that her notes are sealed with; its
 * private half lies in boxes for the credentials of those who hold it: she, and whom it was handed over to. It also
 * lies in a box for the key of the centre, which lies in boxes for the coordinators' PINs and the recovery
 * codes: by it a coordinator gives the boxes to a new PIN or to whoever takes her notes over, which the trail has,
 * without the program ever showing them a note. Which boxes there are to be follows from who holds what;
 * `completeBoxes` makes those that are missing and takes those that are too many, whenever somebody has signed in who can.
 */
import type { MemberId } from '#contract/values.ts'
import { newKeyPair, open, seal } from '#keys/sealed-box.ts'
import type { CommandContext } from '../../context.ts'
import type { CredentialTable, Reader, SharedKeyTable, Writer } from '../../db/schema.ts'
import type { Desk, SignedIn } from '../../desk.ts'

const boxOf = (keyId: string) => `key ${keyId}`

/** The key of the centre; there is one wherever people sign in. */
const centreKey = (db: Reader): Promise<SharedKeyTable | undefined> =>
  db.selectFrom('shared_key').selectAll().where('member_id', 'is', null).executeTakeFirst()

/** The private half of a key, for whoever has such a box of it; null without one. */
async function openSharedKey(
  db: Reader,
  keyId: string,
  { credentialId, privateKey }: Pick<SignedIn, 'credentialId' | 'privateKey'>,
): Promise<Buffer | null> {
  const row = await db
    .selectFrom('shared_key_box')
    .select('box')
    .where('key_id', '=', keyId)
    .where('credential_id', '=', credentialId)
    .executeTakeFirst()
  return row ? open(privateKey, row.box, boxOf(keyId)) : null
}

/** The private half of the centre's key, for a coordinator or by a recovery code; null for anybody else. */
export async function openCentreKey(
  db: Reader,
  by: Pick<SignedIn, 'credentialId' | 'privateKey'> | null,
): Promise<Buffer | null> {
  const centre = by && (await centreKey(db))
  return centre ? openSharedKey(db, centre.id, by) : null
}

/** Makes the key of the centre. Answers its private half. */
export async function makeCentreKey({ tx, newId }: CommandContext): Promise<Buffer> {
  const { publicKey, privateKey } = newKeyPair()
  const row = { id: newId<string>(), member_id: null, public_key: publicKey, for_centre: null }
  await tx.insertInto('shared_key').values(row).execute()
  return privateKey
}

type Held = Pick<CredentialTable, 'id' | 'kind' | 'member_id' | 'public_key'>

/** By which credentials a key is to open. */
function openersOf(
  key: SharedKeyTable,
  credentials: readonly Held[],
  members: ReadonlySet<MemberId>,
): Held[] {
  const isFor = ({ kind, member_id }: Held) =>
    member_id === null ? kind === 'recovery' && key.member_id === null : members.has(member_id)
  return credentials.filter(isFor)
}

/** Those who work here as coordinators. */
async function coordinators(db: Reader): Promise<MemberId[]> {
  const rows = await db
    .selectFrom('member_role')
    .innerJoin('member', 'member.id', 'member_role.member_id')
    .select('member.id')
    .where('role', '=', 'coordinator')
    .where('member.active', '=', 1)
    .execute()
  return rows.map(({ id }) => id)
}

/** Makes all boxes that there are to be, by the private half of the centre's key, and takes all others. */
export async function completeBoxes(tx: Writer, centre: Buffer): Promise<void> {
  const credentials = await tx
    .selectFrom('credential')
    .select(['id', 'kind', 'member_id', 'public_key'])
    .execute()
  const holders = await tx.selectFrom('shared_key_holder').selectAll().execute()
  const boxes = await tx.selectFrom('shared_key_box').select(['key_id', 'credential_id']).execute()
  for (const key of await tx.selectFrom('shared_key').selectAll().execute()) {
    const members =
      key.member_id === null
        ? await coordinators(tx)
        : holders.filter(({ key_id }) => key_id === key.id).map(({ member_id }) => member_id)
    const openers = openersOf(key, credentials, new Set(members))
    const wanted = new Set(openers.map(({ id }) => id))
    const there = boxes.filter(({ key_id }) => key_id === key.id)
    for (const { credential_id } of there.filter((one) => !wanted.has(one.credential_id))) {
      await tx
        .deleteFrom('shared_key_box')
        .where('key_id', '=', key.id)
        .where('credential_id', '=', credential_id)
        .execute()
    }
    const known = new Set(there.map(({ credential_id }) => credential_id))
    const missing = openers.filter(({ id }) => !known.has(id))
    if (missing.length === 0) continue
    const privateKey = key.for_centre ? open(centre, key.for_centre, boxOf(key.id)) : centre
    if (privateKey) await putBoxes(tx, { id: key.id, privateKey }, missing)
  }
}

async function putBoxes(
  tx: Writer,
  { id, privateKey }: { id: string; privateKey: Buffer },
  openers: readonly Pick<Held, 'id' | 'public_key'>[],
): Promise<void> {
  if (openers.length === 0) return
  const rows = openers.map((one) => ({
    key_id: id,
    credential_id: one.id,
    box: seal(one.public_key, privateKey, boxOf(id)),
  }))
  await tx.insertInto('shared_key_box').values(rows).execute()
}

/** The key that somebody's notes are sealed with; made when there is none. Null where nobody signs in. */
async function noteKeyOf(
  { tx, newId }: Pick<CommandContext, 'tx' | 'newId'>,
  memberId: MemberId,
): Promise<Pick<SharedKeyTable, 'id' | 'public_key'> | null> {
  const centre = await centreKey(tx)
  if (!centre) return null
  const known = await tx
    .selectFrom('shared_key')
    .select(['id', 'public_key'])
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (known) return known
  const { publicKey, privateKey } = newKeyPair()
  const id = newId<string>()
  const forCentre = seal(centre.public_key, privateKey, boxOf(id))
  await tx
    .insertInto('shared_key')
    .values({ id, member_id: memberId, public_key: publicKey, for_centre: forCentre })
    .execute()
  await tx.insertInto('shared_key_holder').values({ key_id: id, member_id: memberId }).execute()
  const own = await tx
    .selectFrom('credential')
    .select(['id', 'public_key'])
    .where('member_id', '=', memberId)
    .execute()
  await putBoxes(tx, { id, privateKey }, own)
  return { id, public_key: publicKey }
}

/** Who holds the keys of whose notes. */
export const noteHolders = (db: Reader) =>
  db
    .selectFrom('shared_key')
    .innerJoin('shared_key_holder', 'shared_key_holder.key_id', 'shared_key.id')
    .select([
      'shared_key.id',
      'shared_key.member_id as owner',
      'shared_key_holder.member_id as holder',
    ])
    .$narrowType<{ owner: MemberId }>()
    .execute()

/** From now on somebody holds a key, or holds it no more; {@link completeBoxes} makes it so. */
export async function setHolder(
  tx: Writer,
  { keyId, memberId, holds }: { keyId: string; memberId: MemberId; holds: boolean },
): Promise<void> {
  const row = { key_id: keyId, member_id: memberId }
  if (holds) {
    await tx
      .insertInto('shared_key_holder')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return
  }
  await tx
    .deleteFrom('shared_key_holder')
    .where('key_id', '=', keyId)
    .where('member_id', '=', memberId)
    .execute()
}

/** The keys of notes, for whoever has signed in at a desk. */
export const noteKeys = (desk: Desk) => ({
  keyOf: noteKeyOf,
  privateKey: async (db: Reader, keyId: string) =>
    desk.signedIn && openSharedKey(db, keyId, desk.signedIn),
  async holders(db: Reader, keyId: string) {
    const of = (await noteHolders(db)).filter(({ id }) => id === keyId)
    const [first] = of
    if (!first) throw new Error('a key of nobody')
    return { owner: first.owner, all: new Set(of.map(({ holder }) => holder)) }
  },
})
