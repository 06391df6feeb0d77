/** A change, taken back and put again: each leaves exactly what was there. */
import { expect } from 'vitest'
import type { TestService } from './service.ts'
import { dump } from './tables.ts'

/** Everything but the history. */
export const stateOf = ({ databaseFile }: TestService) => {
  const tables = dump(databaseFile)
  for (const name of ['change', 'change_step', 'change_person', 'seal', 'event'])
    delete tables[name]
  return tables
}

/** Does a change, takes it back and puts it again. */
export async function doUndoRedo(
  service: TestService,
  change: () => Promise<{ changeId: string | null }>,
): Promise<void> {
  const before = stateOf(service)
  const made = await change()
  const changeId = made.changeId as string
  const after = stateOf(service)
  expect(after).not.toEqual(before)
  await service.call('changes.undo', { changeId })
  expect(stateOf(service)).toEqual(before)
  await service.call('changes.redo', { changeId })
  expect(stateOf(service)).toEqual(after)
}
