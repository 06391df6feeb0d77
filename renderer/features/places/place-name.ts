/** `Манеж, 2`: a place with its lane. */
export const placeName = ({ name, lane }: { name: string; lane: string | null }): string =>
  lane ? `${name}, ${lane}` : name
