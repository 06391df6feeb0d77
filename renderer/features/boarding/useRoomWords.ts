import { useTranslation } from 'react-i18next'
import type { Stay } from '#contract/boarding.ts'
import type { RoomId } from '#contract/values.ts'
import { useRead } from '../../lib/queries.ts'

/** How rooms and beds are called: by their number alone while the house has one building. */
export function useRoomWords() {
  const { t } = useTranslation()
  const read = useRead('boarding.rooms', {})
  const rooms = read.data?.rooms ?? []
  const several = new Set(rooms.map(({ building }) => building)).size > 1
  const room = ({ roomId, roomName }: { roomId: RoomId; roomName: string }): string => {
    const known = rooms.find((one) => one.roomId === roomId)
    return known && !several ? known.number : roomName
  }
  return {
    room,
    /** `101, место 2`. */
    bed: (stay: Pick<Stay, 'roomId' | 'roomName' | 'bed'>) =>
      t('boarding.rack.choose.bed', { room: room(stay), bed: stay.bed }),
  }
}
