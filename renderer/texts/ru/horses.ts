/** Words of this feature. */
export const horses = {} as const
