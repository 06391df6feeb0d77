import type { MemberId, PlaceId } from '#contract/values.ts'
import { surnameFirst } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'

interface Chosen {
  teacherId?: MemberId | null | undefined
  placeId?: PlaceId | null | undefined
  assistantIds?: readonly MemberId[]
}

/** Teachers, assistants and places to choose from; who is chosen already is among them. */
export function useChoices({ teacherId, placeId, assistantIds = [] }: Chosen) {
  const team = useRead('team.list', { withFormer: true })
  const places = useRead('places.list', { withClosed: true })
  return {
    teachers: (team.data?.members ?? [])
      .filter((one) => one.id === teacherId || (one.active && one.roles.includes('teacher')))
      .map((one) => ({ value: one.id, label: surnameFirst({ ...one, patronymic: null }) })),
    /** Whoever works here may help, but for who teaches. */
    assistants: (team.data?.members ?? [])
      .filter((one) => one.id !== teacherId && (one.active || assistantIds.includes(one.id)))
      .map((one) => ({ value: one.id, label: surnameFirst({ ...one, patronymic: null }) })),
    places: (places.data?.places ?? [])
      .filter((one) => one.id === placeId || (one.active && one.use !== 'arena'))
      .map((one) => ({
        value: one.id,
        label: one.lane === null ? one.name : `${one.name}, ${one.lane}`,
      })),
  }
}
