/**
 * Who signs in at a desk, and with what. Until somebody has a PIN, everybody works with everything, as the
 * centre's house is trusted; from the first on, which is a coordinator's, nothing is shown or done before
 * somebody has signed in. Each program that has the file open is one desk: whoever signs in there acts in all
 * its windows until they sign out.
 */
import { z } from 'zod'
import { command, methods, read } from './envelope.ts'
import { Role } from './team.ts'
import { LocalDateTime, MemberId, visible } from './values.ts'

/** The fewest signs of a PIN or password. */
export const leastSecret = 4
/** A PIN or a password. */
export const Secret = z.string().overwrite(visible).min(1).max(200)
/** What somebody chooses to open a protected file by: long enough that nobody guesses it. */
export const Passphrase = z.string().overwrite(visible).trim().min(10).max(200)
/** Letters and digits in groups, printed once; capitals, spaces and dashes do not matter. */
const RecoveryCode = z.string().overwrite(visible).min(1).max(100)
const CredentialId = z.uuid()

const Colleague = z.object({
  memberId: MemberId,
  familyName: z.string(),
  givenName: z.string(),
  roles: z.array(Role),
})

/** Whether people sign in here, who has done so at this desk, and who could. */
export const state = read('access.state', {
  may: null,
  input: z.object({}),
  output: z.object({
    /** Whether people sign in: somebody has a PIN. */
    guarded: z.boolean(),
    /** Who has signed in at this desk; null when nobody has. */
    me: Colleague.nullable(),
    /** Everybody who works here, by name. */
    members: z.array(Colleague.extend({ hasPin: z.boolean() })),
    /** After how many minutes without a hand on it a desk locks itself. */
    idleMinutes: z.int(),
  }),
})

/** From now on this member acts at this desk. Each wrong PIN makes the next one wait longer. */
export const signIn = command('access.signIn', {
  may: null,
  refuses: ['secret_wrong', 'secret_missing', 'sign_in_later'],
  input: z.object({ memberId: MemberId, secret: Secret }),
  output: z.object({ memberId: MemberId }),
})
/** The same by the key of a script, as `makeKey` has answered it. */
export const signInWithKey = command('access.signInWithKey', {
  may: null,
  refuses: ['access_key_wrong'],
  input: z.object({ key: z.string().overwrite(visible).min(1).max(200) }),
  output: z.object({ memberId: MemberId }),
})
/** Nobody acts at this desk until somebody signs in. */
export const signOut = command('access.signOut', {
  may: null,
  input: z.object({}),
  output: z.object({}),
})

/**
 * Gives a member a PIN or password. Their own needs the one that they have, another's a coordinator. The first
 * in a file is a coordinator's: it signs them in, and answers the recovery code, which is shown this once.
 */
export const setPin = command('access.setPin', {
  may: null,
  refuses: ['secret_wrong', 'secret_weak', 'sign_in_later', 'coordinator_only'],
  input: z.object({ memberId: MemberId, secret: Secret, current: Secret.exactOptional() }),
  output: z.object({ recoveryCode: z.string().nullable() }),
})
/** Takes a member's PIN and keys: they cannot sign in any more, and are signed out wherever they are. */
export const removePin = command('access.removePin', {
  may: 'guarding',
  refuses: ['coordinator_only', 'secret_missing'],
  input: z.object({ memberId: MemberId }),
  output: z.object({}),
})
/** Gives a coordinator who has forgotten theirs a new PIN, signs them in, and answers the next recovery code. */
export const recover = command('access.recover', {
  may: null,
  refuses: ['recovery_code_wrong', 'secret_weak', 'sign_in_later', 'coordinator_only'],
  input: z.object({ recoveryCode: RecoveryCode, memberId: MemberId, secret: Secret }),
  output: z.object({ recoveryCode: z.string() }),
})
/**
 * Makes a new recovery code, which opens a protected file and lets a coordinator set a new PIN. The one before does so
 * too until the new one is kept. Refuses `not_found` where there is neither a PIN nor protection.
 */
export const newRecoveryCode = command('access.newRecoveryCode', {
  may: 'protecting',
  input: z.object({}),
  output: z.object({ recoveryCode: z.string() }),
})
/** Says that somebody has that code on paper: those before open nothing any more. */
export const keepRecoveryCode = command('access.keepRecoveryCode', {
  may: 'protecting',
  refuses: ['recovery_code_wrong'],
  input: z.object({ recoveryCode: RecoveryCode }),
  output: z.object({}),
})
/** Sets the passphrase of a protected file in place of the one before. Refuses `not_found` where it is not protected. */
export const setPassphrase = command('access.setPassphrase', {
  may: 'protecting',
  input: z.object({ passphrase: Passphrase }),
  output: z.object({}),
})
/** Answers those who may protect the file, and refuses everybody else: the shell asks it before it does. */
export const mayProtect = read('access.mayProtect', {
  may: 'protecting',
  input: z.object({}),
  output: z.object({}),
})

/** The keys with which scripts act as members. */
export const keys = read('access.keys', {
  may: 'guarding',
  refuses: ['coordinator_only'],
  input: z.object({}),
  output: z.object({
    keys: z.array(
      z.object({
        keyId: CredentialId,
        memberId: MemberId,
        name: z.string(),
        madeAt: LocalDateTime,
      }),
    ),
  }),
})
/** Makes a key for a script that is to act as a member who has a PIN. It is answered this once. */
export const makeKey = command('access.makeKey', {
  may: 'guarding',
  refuses: ['coordinator_only', 'secret_missing'],
  input: z.object({ memberId: MemberId }),
  output: z.object({ keyId: CredentialId, key: z.string() }),
})
export const removeKey = command('access.removeKey', {
  may: 'guarding',
  refuses: ['coordinator_only'],
  input: z.object({ keyId: CredentialId }),
  output: z.object({}),
})

const Named = Colleague.omit({ roles: true })
/** Whose notes of appointments are sealed, and who holds their key beside them: see `handOverNotes`. */
export const noteHolders = read('access.noteHolders', {
  may: 'guarding',
  refuses: ['coordinator_only'],
  input: z.object({}),
  output: z.object({ notes: z.array(z.object({ owner: Named, holders: z.array(Named) })) }),
})
const Handing = z.object({ fromId: MemberId, toId: MemberId })
/**
 * Lets another psychologist open the notes of one who leaves, as the trail will have it. Refuses `not_found {what:
 * 'member'}` for somebody who has written none, and for one to whom they cannot go.
 */
export const handOverNotes = command('access.handOverNotes', {
  may: 'guarding',
  refuses: ['coordinator_only'],
  input: Handing,
  output: z.object({}),
})
/** Takes that back. */
export const takeNotesBack = command('access.takeNotesBack', {
  may: 'guarding',
  refuses: ['coordinator_only'],
  input: Handing,
  output: z.object({}),
})

export const access = methods(
  noteHolders,
  handOverNotes,
  takeNotesBack,
  state,
  signIn,
  signInWithKey,
  signOut,
  setPin,
  removePin,
  recover,
  newRecoveryCode,
  keepRecoveryCode,
  setPassphrase,
  mayProtect,
  keys,
  makeKey,
  removeKey,
)
