/** The one grid: columns × time of day, behind the day board. */
export { Board } from './Board.tsx'
export { clock, endOf } from './geometry.ts'
export type {
  BoardColumn,
  BoardItem,
  BoardProps,
  BoardWords,
  Landing,
  Span,
  Stretch,
  UsualSlot,
  Verdict,
} from './types.ts'
