import type { horses } from '#contract/horses.ts'
import type { HorseId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import { type Form, refuseStale, withVersions } from '../../history/versions.ts'
import { refuseMarkedThen } from '../../schedule/marked.ts'
import { insertHorse, listHorses, updateHorse } from './store.ts'

const form: Form = {
  table: 'horse',
  parts: { unavailability: 'absences' },
  fields: { sort_key: null },
}

export const handlers = {
  'horses.list': async ({ db }, { withRetired }) => ({
    horses: await withVersions(db, form, await listHorses(db, withRetired), (one) => one.id),
  }),
  'horses.create': async ({ tx, newId }, horse) => {
    const horseId = newId<HorseId>()
    await insertHorse(tx, horseId, horse)
    return { horseId }
  },
  'horses.update': async (context, { version, ...horse }) => {
    await refuseStale(context, form, horse.id, version)
    await refuseMarkedThen(context, horse.id, horse.absences)
    await updateHorse(context.tx, horse)
    return { horseId: horse.id }
  },
} satisfies HandlersOf<typeof horses>
