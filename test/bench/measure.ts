/** Median and 95th percentile, in milliseconds. */
export interface Timing {
  median: number
  p95: number
}

const round = (value: number) => Math.round(value * 1000) / 1000

export function timingOf(milliseconds: readonly number[]): Timing {
  const sorted = [...milliseconds].sort((one, other) => one - other)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { median: round(at(0.5)), p95: round(at(0.95)) }
}

/** Runs `once` so many times after a tenth of it to warm up, and takes the time of each. */
export async function measure(times: number, once: (index: number) => unknown): Promise<Timing> {
  const taken: number[] = []
  const warm = Math.ceil(times / 10)
  for (let index = 0; index < times + warm; index++) {
    const began = performance.now()
    await once(index)
    if (index >= warm) taken.push(performance.now() - began)
  }
  return timingOf(taken)
}
