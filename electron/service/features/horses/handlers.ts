import type { horses } from '#contract/horses.ts'
import type { HorseId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import { insertHorse, listHorses, updateHorse } from './store.ts'

export const handlers = {
  'horses.list': async ({ db }, { withRetired }) => ({ horses: await listHorses(db, withRetired) }),
  'horses.create': async ({ tx, newId }, horse) => {
    const horseId = newId<HorseId>()
    await insertHorse(tx, horseId, horse)
    return { horseId }
  },
  'horses.update': async ({ tx }, horse) => {
    await updateHorse(tx, horse)
    return { horseId: horse.id }
  },
} satisfies HandlersOf<typeof horses>
