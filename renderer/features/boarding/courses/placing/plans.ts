/** Plans that were asked for, course by course. They live as long as the window: one may leave the screen meanwhile. */
import { useSyncExternalStore } from 'react'
import type { Proposal } from '#contract/boarding.ts'
import type { BedId, CourseId, PersonId } from '#contract/values.ts'
import { call, ServiceError } from '../../../../lib/client.ts'

export interface Placing {
  readonly personId: PersonId
  readonly bedId: BedId
}

/** A plan as it was proposed, and as it was changed by hand since. */
export interface PlacingPlan {
  readonly proposal: Proposal
  readonly placings: readonly Placing[]
  /** Something was changed by hand. */
  readonly touched: boolean
}

export interface Planning {
  /** Null while nothing has been proposed, or after it was accepted. */
  readonly plan: PlacingPlan | null
  /** Who stays where they are when it is asked again; null until somebody has chosen. */
  readonly pins: ReadonlySet<PersonId> | null
  readonly asking: boolean
  readonly error: ServiceError | null
}

const nothing: Planning = { plan: null, pins: null, asking: false, error: null }
const plannings = new Map<CourseId, Planning>()
const listeners = new Set<() => void>()

const planningOf = (courseId: CourseId): Planning => plannings.get(courseId) ?? nothing

function become(courseId: CourseId, part: Partial<Planning>): void {
  plannings.set(courseId, { ...planningOf(courseId), ...part })
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePlanning = (courseId: CourseId): Planning =>
  useSyncExternalStore(listen, () => planningOf(courseId))

/** Asks for a plan in which these stay where they are. It takes up to ten seconds. */
export async function askForPlan(courseId: CourseId, fixed: readonly Placing[]): Promise<void> {
  if (planningOf(courseId).asking) return
  become(courseId, { asking: true, error: null })
  try {
    const proposal = await call('boarding.propose', { courseId, fixed: [...fixed] })
    become(courseId, {
      plan: { proposal, placings: proposal.placings, touched: false },
      pins: new Set(fixed.map(({ personId }) => personId)),
    })
  } catch (error) {
    become(courseId, {
      error: error instanceof ServiceError ? error : new ServiceError('internal'),
    })
  } finally {
    become(courseId, { asking: false })
  }
}

export const setPins = (courseId: CourseId, pins: ReadonlySet<PersonId>): void =>
  become(courseId, { pins })

/** Changes a plan by hand; whoever was moved stays where they were put. */
export function changePlan(
  courseId: CourseId,
  plan: PlacingPlan,
  placings: readonly Placing[],
  pins: ReadonlySet<PersonId>,
): void {
  become(courseId, { plan: { ...plan, placings, touched: true }, pins })
}

export const forgetPlan = (courseId: CourseId): void => become(courseId, nothing)
