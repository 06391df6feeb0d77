import type { availability, set } from '#contract/availability.ts'
import type { InputOf } from '#contract/envelope.ts'
import type { CommandContext, HandlersOf } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import {
  momentsOf,
  refuseWrongStretches,
  type Unavailable,
  unavailableOf,
  writeUnavailable,
} from '../../schedule/availability.ts'
import { refuseMarkedThen } from '../../schedule/marked.ts'
import { awayKindOf, readUnavailable } from './store.ts'

type Beginning = Pick<Unavailable, 'from'> & { fromTime?: Unavailable['fromTime'] | undefined }
const beginningOf = ({ from, fromTime }: Beginning) =>
  momentsOf({ from, until: from, ...(fromTime && { fromTime }) }).begins
const beginsLike = (wanted: Beginning) => (one: Beginning) =>
  beginningOf(one) === beginningOf(wanted)

/** Without the one that begins then. Refuses `not_found {what: 'absence'}`. */
function without(all: readonly Unavailable[], wanted: Beginning): Unavailable[] {
  if (!all.some(beginsLike(wanted))) throw new DomainError('not_found', { what: 'absence' })
  return all.filter((one) => !beginsLike(wanted)(one))
}

async function setUnavailable(
  context: CommandContext,
  { resourceId, instead, ...stretch }: InputOf<typeof set>,
): Promise<void> {
  const { tx, directory } = context
  const kind = await awayKindOf(tx, resourceId)
  const there = await unavailableOf(tx, resourceId)
  const others = instead ? without(there, instead) : there
  const unavailable = { ...stretch, note: stretch.note ?? null }
  refuseWrongStretches(kind, await directory.nameOf(kind, resourceId), [...others, unavailable])
  await refuseMarkedThen(context, resourceId, [unavailable])
  await writeUnavailable(tx, resourceId, [...others, unavailable])
}

export const availabilityHandlers = {
  'availability.set': async (context, asked) => {
    await setUnavailable(context, asked)
    return {}
  },
  'availability.trySet': setUnavailable,
  'availability.remove': async ({ tx }, { resourceId, ...beginning }) => {
    await awayKindOf(tx, resourceId)
    const there = await unavailableOf(tx, resourceId)
    await writeUnavailable(tx, resourceId, without(there, beginning))
    return {}
  },
  'availability.list': async (context, asked) => ({
    unavailable: await readUnavailable(context, asked),
  }),
} satisfies HandlersOf<typeof availability>
