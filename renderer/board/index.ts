/** The one grid: columns × time of day behind the day board, rows × days behind the room rack. */
export { Board } from './Board.tsx'
export { clock, endOf, minutesDown, offsetOf } from './geometry.ts'
export type {
  Axis,
  BoardHandle,
  BoardItem,
  BoardLine,
  BoardProps,
  BoardWords,
  Landing,
  Span,
  Stretch,
  UsualSlot,
  Verdict,
} from './types.ts'
