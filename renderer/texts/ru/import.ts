/** Words of this feature. */
export const importing = {} as const
