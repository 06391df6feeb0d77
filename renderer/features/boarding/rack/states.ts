/** How it stands with a stay on a day. */
import type { RackStay } from '#contract/boarding.ts'

export const stayStates = [
  'expected',
  'arriving',
  'late',
  'in_house',
  'leaving',
  'overdue',
  'left',
  'kept',
] as const
/**
 * `arriving` and `leaving` are due today; `late` should have come before today and has not; `overdue`
 * should have left; `kept` is a bed that stays empty for somebody who has the whole room.
 */
export type StayState = (typeof stayStates)[number]

type Standing = Pick<RackStay, 'state' | 'from' | 'to' | 'kept' | 'overdue'>

/** The state of a stay, seen from a day. A part of a stay that was moved ends without anybody leaving. */
export function stateOf(stay: Standing, today: string, ends = true): StayState {
  if (stay.kept) return 'kept'
  switch (stay.state) {
    case 'here':
      if (!ends) return stay.to <= today ? 'left' : 'in_house'
      if (stay.overdue) return 'overdue'
      return stay.to === today ? 'leaving' : 'in_house'
    case 'expected':
      if (stay.from === today) return 'arriving'
      return stay.from < today ? 'late' : 'expected'
    case 'left':
    case 'no_show':
    case 'withdrawn':
      return 'left'
    case 'reserve':
      return 'expected'
  }
}

/** What still can be moved to another bed. */
export const isMovable = (state: StayState): boolean => state !== 'left' && state !== 'kept'
