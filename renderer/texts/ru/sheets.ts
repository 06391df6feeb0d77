/** Words of this feature. */
export const sheets = {} as const
