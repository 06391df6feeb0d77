/** Words of this feature. */
export const attendance = {} as const
