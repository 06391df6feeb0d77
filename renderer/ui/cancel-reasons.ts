/** Why sessions are cancelled, whether one or several are. */
import { type CancelReason, cancelReasons, type SessionKind } from '#contract/schedule.ts'

const ofKind: Record<SessionKind, readonly CancelReason[]> = {
  ride: cancelReasons,
  class: ['staff', 'centre', 'weather'],
  consultation: ['family', 'staff', 'centre'],
  course: ['staff', 'centre', 'weather'],
}

/** The reasons that any of these kinds of session has, always in one order. */
export function reasonsFor(kinds: readonly SessionKind[]): readonly CancelReason[] {
  const known = new Set(kinds.flatMap((kind) => ofKind[kind]))
  return cancelReasons.filter((reason) => known.has(reason))
}
