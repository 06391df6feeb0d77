/** Words of this feature. */
export const places = {} as const
