/** Where things stand on the board, as styles. */
import type { CSSProperties } from 'react'
import { offsetOf, sizeOf } from './geometry.ts'
import type { Axis, Span } from './types.ts'

/** A place along the axis. `trim` pixels are left free at the end, but `least` pixels stay. */
export function along(
  start: number,
  end: number,
  span: Span,
  axis: Axis,
  { trim = 0, least = 0 } = {},
): CSSProperties {
  const offset = offsetOf(start, span, axis)
  const size = Math.max(sizeOf(end - start, axis) - trim, least)
  return axis.direction === 'down' ? { top: offset, height: size } : { left: offset, width: size }
}

/** A share of the lines across the axis, both in per cent. */
export const across = (start: number, share: number, axis: Axis): CSSProperties =>
  axis.direction === 'down'
    ? { left: `${start}%`, width: `${share}%` }
    : { top: `${start}%`, height: `${share}%` }
