/** Rooms and beds as the rows of the board. */
import type { Room } from '#contract/boarding.ts'
import type { BedId } from '#contract/values.ts'
import type { BoardLine } from '../../../board/index.ts'
import { groupBy } from '../../../lib/group.ts'

export interface RackLine extends BoardLine {
  /** Null for a heading. */
  readonly room: Room | null
  readonly bedId: BedId | null
  /** Position of the bed in its room, from 1. */
  readonly bed: number
  /** The first bed of its room: it bears the room's name. */
  readonly first: boolean
}

export interface RoomFilter {
  readonly building: string | null
  readonly floor: number | null
}

export interface LineWords {
  heading(building: string, floor: number): string
  bed(room: Room, bed: number): string
}

export const isShown = (room: Room, { building, floor }: RoomFilter): boolean =>
  (building === null || room.building === building) && (floor === null || room.floor === floor)

/** A row for each bed, room by room, under a heading for each floor of each building. */
export function linesOf(
  rooms: readonly Room[],
  words: LineWords,
  classOf: (line: Pick<RackLine, 'first'>) => string,
): RackLine[] {
  const floors = groupBy(rooms, ({ building, floor }) => `${building}\n${floor}`)
  return [...floors].flatMap(([key, there]): RackLine[] => {
    const [one] = there
    if (!one) return []
    const heading: RackLine = {
      id: `floor ${key}`,
      label: words.heading(one.building, one.floor),
      heading: true,
      className: classOf({ first: true }),
      room: null,
      bedId: null,
      bed: 0,
      first: true,
    }
    const beds = there.flatMap((room) =>
      room.beds.map(
        ({ bedId, position }, index): RackLine => ({
          id: bedId,
          label: words.bed(room, position),
          className: classOf({ first: index === 0 }),
          room,
          bedId,
          bed: position,
          first: index === 0,
        }),
      ),
    )
    return [heading, ...beds]
  })
}
