/** Words of this feature. */
export const today = {} as const
