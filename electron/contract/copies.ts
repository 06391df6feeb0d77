/** Copies of the data file: made, told of, compared with it, and put back. */
import { z } from 'zod'
import { ErrorCode, methods, upkeep } from './envelope.ts'
import { LocalDateTime, visible } from './values.ts'

/** Why a copy was made: `restore` is the file that another copy was put in the place of. */
export const copyReasons = ['daily', 'asked', 'import', 'migration', 'restore'] as const
export const CopyReason = z.enum(copyReasons)
export type CopyReason = z.infer<typeof CopyReason>

/** The name of a copy's file, without a folder. */
export const CopyName = z
  .string()
  .max(100)
  .regex(/^bastau-[\w-]+\.db$/)

/** `first` is the folder beside the data file, `second` another one or a stick. */
export const CopyPlace = z.enum(['first', 'second'])
export type CopyPlace = z.infer<typeof CopyPlace>

/**
 * Whether a copy can be put back: read from its first byte to its last just now, or since it was written.
 * `newer` is one that a newer version of the program has made, `locked` one that the key of this file does not open: of
 * another computer, or from before the file was protected anew (or its first page is damaged).
 */
export const CopyState = z.enum(['sound', 'locked', 'damaged', 'newer'])
export type CopyState = z.infer<typeof CopyState>

/** Who made the last change of a file, and when; null by where it was nobody in particular. */
export const LastChange = z.object({ at: LocalDateTime, by: z.string().nullable() })

export const Copy = z.object({
  name: CopyName,
  at: LocalDateTime,
  reason: CopyReason,
  bytes: z.int(),
  /** The best of those in its places. */
  state: CopyState,
  places: z.array(z.object({ place: CopyPlace, state: CopyState })),
  /** People in it; null where it cannot be read. */
  people: z.int().nullable(),
  lastChange: LastChange.nullable(),
})
export type Copy = z.infer<typeof Copy>

const SecondFolder = z.object({
  /** As it was chosen: the copies lie in a folder of their own in it. */
  folder: z.string(),
  /** Whether it is there now. */
  there: z.boolean(),
})

/** All copies, the newest first. Each is read whole when it is listed for the first time. */
export const list = upkeep('copies.list', {
  may: 'viewing',
  input: z.object({}),
  output: z.object({
    copies: z.array(Copy),
    folder: z.string(),
    second: SecondFolder.nullable(),
  }),
  long: true,
})

/**
 * Makes a copy of the file as it is now, reads it back, and puts it into the second folder too. `second` is
 * null without one, else the path there or why there is none. Whoever works meanwhile does not wait.
 */
export const make = upkeep('copies.make', {
  may: 'viewing',
  input: z.object({}),
  output: z.object({
    name: CopyName,
    at: LocalDateTime,
    people: z.int().nullable(),
    path: z.string(),
    second: z.union([z.object({ path: z.string() }), z.object({ code: ErrorCode })]).nullable(),
  }),
  long: true,
})

/**
 * What would be lost if that copy were put back: how many changes the file has and the copy has not, and the
 * last of them; and how many the copy has and the file has not. `lost` is null where the file cannot be read.
 * Refuses `not_found`, `copy_damaged {path}`, and `key_wrong {path}` for a `locked` one.
 */
export const compare = upkeep('copies.compare', {
  may: 'keeping',
  input: z.object({ name: CopyName }),
  output: z.object({
    lost: z.object({ changes: z.int(), last: LastChange.nullable() }).nullable(),
    regained: z.int(),
  }),
  refuses: ['copy_damaged', 'keeping_not_allowed'],
  long: true,
})

/**
 * Opens a `locked` copy by the recovery code or the passphrase of the file that it was made of, and has it lie among the
 * copies under the key of this one; the other stays where it is. Its ways to the key are looked for beside it and beside
 * the data file. Refuses `not_found`, `copy_key_missing {path}` where there are none, `copy_key_wrong`, and `protect_first`
 * while this file is not protected: what is encrypted is never made plain.
 */
export const unlock = upkeep('copies.unlock', {
  may: 'keeping',
  input: z.object({ name: CopyName, secret: z.string().overwrite(visible).min(1).max(200) }),
  output: z.object({ people: z.int().nullable() }),
  refuses: [
    'copy_damaged',
    'copy_key_missing',
    'copy_key_wrong',
    'keeping_not_allowed',
    'protect_first',
  ],
  long: true,
})

/**
 * Puts a copy in the place of the data file, whole or not at all. `kept` is where the file that was there
 * lies: a copy itself, in the list, where it could be read. Everything that was asked before is done before,
 * everything asked later sees the copy. Refuses as `compare`, and `file_locked` while another
 * program has the file open. It also works where the file cannot be opened: then it asks nobody's right, for
 * nobody can be known.
 */
export const restore = upkeep('copies.restore', {
  may: 'keeping',
  input: z.object({ name: CopyName }),
  output: z.object({ at: LocalDateTime, people: z.int().nullable(), kept: z.string().nullable() }),
  refuses: ['copy_damaged', 'keeping_not_allowed'],
  long: false,
})

/**
 * Chooses the second folder, for this computer; null for none. Refuses `folder_missing`, `folder_is_file`,
 * `folder_readonly`, `access_denied` {path}, and `folder_inside {path}` for one that would be lost with the first.
 */
export const useFolder = upkeep('copies.useFolder', {
  may: 'keeping',
  input: z.object({ folder: z.string().overwrite(visible).min(1).max(1000).nullable() }),
  output: z.object({ folder: z.string().nullable() }),
  refuses: ['folder_inside', 'keeping_not_allowed'],
  long: false,
})
export const copies = methods(list, make, compare, unlock, restore, useFolder)
