import type { file } from '#contract/file.ts'
import type { MethodOutput } from '#contract/index.ts'
import type { LocalDateTime } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'

/** Entries that are looked at for the clock: the work of a day or two, so that a mistake is forgotten. */
const lastSteps = 1000

/** When the latest of the last entries was made; null before the first. */
async function latestEntry(db: Reader): Promise<LocalDateTime | null> {
  const row = await db
    .selectFrom('change')
    .select(({ fn }) => fn.max('at').as('at'))
    // What other programs write goes by another clock than a test's.
    .where('kind', '<>', 'outside')
    .where('id', 'in', (query) =>
      query
        .selectFrom((steps) =>
          steps
            .selectFrom('change_step')
            .select('change_id')
            .orderBy('step', 'desc')
            .limit(lastSteps)
            .as('last'),
        )
        .select('change_id'),
    )
    .executeTakeFirst()
  return row?.at ?? null
}

/**
 * `listSetAside` names the files that were put aside of late, `listReadable` the copies that are not protected;
 * `copiesState` says how the copies stand.
 */
export const fileHandlers = (
  listSetAside: () => string[],
  listReadable: () => string[],
  copiesState: () => MethodOutput<'file.state'>['copies'],
): HandlersOf<typeof file> => ({
  async 'file.state'({ db, clock }) {
    const [now, latest] = [clock.now(), await latestEntry(db)]
    return {
      setAside: listSetAside(),
      stillReadable: listReadable(),
      clockBehind: latest !== null && latest > now ? { now, latest } : null,
      copies: copiesState(),
    }
  },
})
