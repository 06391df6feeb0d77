/** Words of this feature. */
export const team = {} as const
