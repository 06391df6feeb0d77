/** The data file itself: what people should know of it before they go on. */
import { z } from 'zod'
import { methods, read } from './envelope.ts'
import { LocalDateTime } from './values.ts'

/**
 * What should be known of the data file.
 * - `setAside`: files of the last seven days in which the program has kept what would otherwise have been
 *   destroyed: a journal that is not this file's, the file as it was found, what was open when another was
 *   put in its place. Whole paths, the newest first.
 * - `stillReadable`: copies beside a protected file that are not protected, because they are torn. Whole paths.
 * - `clockBehind`: the computer's clock stands before the latest of the last entries, or null.
 */
export const state = read('file.state', {
  input: z.object({}),
  output: z.object({
    setAside: z.array(z.string()),
    stillReadable: z.array(z.string()),
    clockBehind: z.object({ now: LocalDateTime, latest: LocalDateTime }).nullable(),
  }),
})
export const file = methods(state)
