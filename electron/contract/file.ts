/** The data file itself: what people should know of it before they go on. */
import { z } from 'zod'
import { ErrorCode, methods, read } from './envelope.ts'
import { LocalDateTime } from './values.ts'

/**
 * What should be known of the data file.
 * - `setAside`: files of the last seven days in which the program has kept what would otherwise have been
 *   destroyed: a journal that is not this file's, the file as it was found, what was open when another was
 *   put in its place. Whole paths, the newest first.
 * - `stillReadable`: copies of a protected file that are not protected (yet), because they are torn or there is no room; and
 *   the second folder while it is not there, if it may hold some. Whole paths.
 * - `clockBehind`: the computer's clock stands before the latest of the last entries, or null.
 * - `copies`: how the copies stand. `lastGood` is when the last sound one was made; `overdue` that it is older than
 *   three days, or that there is none though one was tried. `running` is how far one that is being made has come, in per
 *   cent. `failed` is why the last one could not be made. `second` is the second folder, since when it has had none,
 *   and whether that is longer than three days or the last one did not come there.
 */
export const state = read('file.state', {
  may: null,
  input: z.object({}),
  output: z.object({
    setAside: z.array(z.string()),
    stillReadable: z.array(z.string()),
    clockBehind: z.object({ now: LocalDateTime, latest: LocalDateTime }).nullable(),
    copies: z.object({
      lastGood: LocalDateTime.nullable(),
      overdue: z.boolean(),
      running: z.int().min(0).max(100).nullable(),
      failed: ErrorCode.nullable(),
      second: z
        .object({
          folder: z.string(),
          since: LocalDateTime,
          overdue: z.boolean(),
        })
        .nullable(),
    }),
  }),
})
export const file = methods(state)
