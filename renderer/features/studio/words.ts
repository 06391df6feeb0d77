import type { Group } from '#contract/studio.ts'

/** How many more members a group can have on the asked day. */
export const freePlaces = ({ capacity, members }: Pick<Group, 'capacity' | 'members'>): number =>
  Math.max(0, capacity - members)
