/** Words of this feature. */
export const hippotherapy = {} as const
