/** Words of this feature. */
export const people = {} as const
