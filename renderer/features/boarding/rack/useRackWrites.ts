import { useTranslation } from 'react-i18next'
import type { RackStay, Room } from '#contract/boarding.ts'
import type { BedId, ChangeId, LocalDate } from '#contract/values.ts'
import { call } from '../../../lib/client.ts'
import { dayAndMonth } from '../../../lib/format.ts'
import { queryClient } from '../../../lib/queries.ts'
import { useLanguage } from '../../../texts/index.ts'
import { announce } from '../../../ui/announce.ts'
import { onBoard } from './names.ts'

import { type Attempt, bedsBeside, type RackView } from './view.ts'

type Whose = Pick<RackStay, 'courseId' | 'personId' | 'name'>

/** The changes of the rack: each is one write, said with its way back. They throw `ServiceError`. */
export function useRackWrites(view: RackView) {
  const { t } = useTranslation()
  const language = useLanguage()
  const say = async (message: string, changeId: ChangeId | null): Promise<void> => {
    announce(message, changeId)
    // What was dropped stays drawn where it is until the new plan is there.
    await queryClient.refetchQueries({
      predicate: ({ queryKey }) => queryKey[1] === 'boarding.rack',
      type: 'active',
    })
  }
  const ofBed = (bedId: BedId) => {
    const found = view.roomOfBed(bedId)
    return { room: found?.room.number ?? '', bed: found?.bed ?? '' }
  }

  return {
    /** Places or moves somebody, companions along where the room has beds for them. */
    async settle(attempt: Attempt, bedId: BedId, reason?: string): Promise<void> {
      const { kind, courseId, personId, from, to } = attempt
      const override = reason ? { override: { reason } } : {}
      const name = attempt.short
      if (kind === 'move') {
        const withCompanions = attempt.companions.length > 0
        const asked = { courseId, personId, bedId, from, withCompanions, ...override }
        const { changeId } = await call('boarding.move', asked)
        const words = { name, from: dayAndMonth(from, language), ...ofBed(bedId) }
        return say(t('boarding.rack.done.moved', words), changeId)
      }
      const beside = attempt.companions.length > 0 && !reason && bedsBeside(attempt, bedId, view)
      if (beside) {
        const placings = [{ personId, bedId }, ...beside]
        const { changeId } = await call('boarding.acceptProposal', { courseId, placings })
        const names = [attempt, ...attempt.companions].map(({ short }) => short).join(', ')
        return say(
          t('boarding.rack.done.placedTogether', { names, room: ofBed(bedId).room }),
          changeId,
        )
      }
      const asked = { courseId, personId, bedId, from, to, ...override }
      const { changeId } = await call('boarding.place', asked)
      return say(t('boarding.rack.done.placed', { name, ...ofBed(bedId) }), changeId)
    },
    /** Two guests change beds from a night on, or today, each until the end of their stay. */
    async exchange(
      stay: RackStay,
      other: RackStay,
      { from, reason }: { from?: LocalDate | undefined; reason?: string } = {},
    ): Promise<void> {
      const { changeId } = await call('boarding.exchangeBeds', {
        stayId: stay.stayId,
        withStayId: other.stayId,
        ...(from && { from }),
        ...(reason && { override: { reason } }),
      })
      const words = { name: onBoard(stay.name), other: onBoard(other.name) }
      return say(t('boarding.rack.done.exchanged', words), changeId)
    },
    async takeRoom(attempt: Attempt, room: Room, reason?: string): Promise<void> {
      const { courseId, personId, from, to } = attempt
      const { changeId } = await call('boarding.takeRoom', {
        courseId,
        personId,
        roomId: room.roomId,
        from,
        to,
        ...(reason && { override: { reason } }),
      })
      const words = { name: attempt.short, room: room.number }
      return say(t('boarding.rack.done.roomTaken', words), changeId)
    },
    async arrive({ courseId, personId, name }: Whose): Promise<void> {
      const { changeId } = await call('boarding.arrive', { courseId, personId, on: view.today })
      return say(t('boarding.rack.done.arrived', { name: onBoard(name) }), changeId)
    },
    async depart({ courseId, personId, name }: Whose): Promise<void> {
      const { changeId } = await call('boarding.depart', { courseId, personId, on: view.today })
      return say(t('boarding.rack.done.left', { name: onBoard(name) }), changeId)
    },
    async noShow({ courseId, personId, name }: Whose): Promise<void> {
      const { changeId } = await call('boarding.noShow', { courseId, personId })
      return say(t('boarding.rack.done.noShow', { name: onBoard(name) }), changeId)
    },
    /** Takes the beds back: of all nights, or of those that are not over. */
    async unplace(stay: RackStay): Promise<void> {
      const { courseId, personId, name } = stay
      const from: LocalDate | undefined =
        stay.from < view.today && stay.state === 'here' ? view.today : undefined
      const { changeId } = await call('boarding.unplace', {
        courseId,
        personId,
        ...(from && { from }),
      })
      return say(t('boarding.rack.done.unplaced', { name: onBoard(name) }), changeId)
    },
  }
}
export type RackWrites = ReturnType<typeof useRackWrites>
