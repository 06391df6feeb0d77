import { useMemo } from 'react'
import { useSearch } from 'wouter'
import type { LocalDate } from '#contract/values.ts'
import { addDays, today } from '../../../lib/dates.ts'
import { goTo } from '../../../lib/location.ts'
import { stored } from '../../../lib/stored.ts'
import type { RoomFilter } from './lines.ts'
import { asDate, type Scale, scales } from './nights.ts'

/** Days before today that are seen when today is gone to. */
const BEFORE_TODAY = 2

export interface RackPlace extends RoomFilter {
  /** The day at the left edge. */
  readonly date: LocalDate
  readonly scale: Scale
}

/** The scale that this computer looked at last. */
const lastScale = stored('bastau.rack.scale')
const asScale = (text: string | null): Scale | undefined => scales.find((one) => one === text)

/** The first day when the rack is opened, or today is gone to. */
export const aroundToday = (): LocalDate => addDays(today(), -BEFORE_TODAY)

/** What the address asks for; what is wrong in it is the usual. */
export function readPlace(search: string, usual: Scale): RackPlace {
  const asked = new URLSearchParams(search)
  const floor = asked.get('floor')
  return {
    date: asDate(asked.get('date')) ?? aroundToday(),
    scale: asScale(asked.get('scale')) ?? usual,
    building: asked.get('building') || null,
    floor: floor !== null && /^-?\d{1,3}$/.test(floor) ? Number(floor) : null,
  }
}

/** The address of a place. */
export function writePlace({ date, scale, building, floor }: RackPlace): string {
  const query = new URLSearchParams({ date, scale })
  if (building !== null) query.set('building', building)
  if (floor !== null) query.set('floor', String(floor))
  return `/boarding?${query}`
}

/** Days and rooms that are shown. They live in the address; scrolling leaves no trace for «back». */
export function useRackPlace() {
  const search = useSearch()
  return useMemo(() => {
    const place = readPlace(search, asScale(lastScale.get()) ?? 'month')
    return {
      ...place,
      change(part: Partial<RackPlace>, how: { replace?: boolean } = {}) {
        if (part.scale) lastScale.set(part.scale)
        goTo(writePlace({ ...place, ...part }), how)
      },
    }
  }, [search])
}
