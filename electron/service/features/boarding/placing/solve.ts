/** A plan for a course: a quick one at once, the best one when the solver proves it in time. */
import { Worker } from 'node:worker_threads'
import type { Found } from './best.ts'
import { leftOf } from './explain.ts'
import { greedy, improve } from './greedy.ts'
import { houseOf, nowhere, roomsOf, type Where } from './house.ts'
import type { PlacingPlan, PlacingProblem } from './problem.ts'
import { goodnessOf, pointsOf } from './value.ts'
import type { Message, Task } from './worker.ts'

export interface SolveOptions {
  /** How long the solver may take; 0 answers the quick plan. */
  timeLimitSeconds?: number
  /** Ends the search; the promise then is refused with the signal's reason. */
  signal?: AbortSignal
  /**
   * The solver could not be loaded or died: a fault to be looked into, though there is a plan all the
   * same. Unless it is given, the process warns of it.
   */
  onFault?: (error: Error) => void
}

/** With the grace it is ten seconds at most. */
const usualTimeLimitSeconds = 9
/** Beyond its time limit the solver may take as long as this to come to an end by itself. */
const graceSeconds = 1

/**
 * The best plan that is found in the time: see `weights` for what is better, `openings.ts` for the rules
 * that no plan breaks. The same problem has the same answer, unless the time runs out.
 */
export async function solvePlacing(
  problem: PlacingProblem,
  options: SolveOptions = {},
): Promise<PlacingPlan> {
  const { timeLimitSeconds = usualTimeLimitSeconds, signal } = options
  const onFault = options.onFault ?? ((error) => process.emitWarning(error))
  signal?.throwIfAborted()
  const house = houseOf(problem)
  const quick = greedy(house)
  const planOf = (where: Where, method: PlacingPlan['method']): PlacingPlan => {
    const rooms = roomsOf(problem, where)
    return {
      rooms,
      left: leftOf(problem, rooms),
      goodness: goodnessOf(problem, rooms),
      method,
    }
  }
  if (!house.fixed.includes(nowhere)) return planOf(quick, 'best')
  if (timeLimitSeconds <= 0) return planOf(quick, 'greedy')

  const found = await search({ problem, start: quick, timeLimitSeconds }, onFault, signal)
  if (!found) return planOf(quick, 'greedy')
  if (found.best) return planOf(found.where, 'best')
  const improved = improve(house, found.where)
  const value = (where: Where) => pointsOf(problem, roomsOf(problem, where))
  return value(improved) > value(quick) ? planOf(improved, 'in_time') : planOf(quick, 'greedy')
}

/** Plans worked out one after another: two at a time would take each other's time. */
export function solveInTurn(
  options: SolveOptions,
): (problem: PlacingProblem) => Promise<PlacingPlan> {
  let free: Promise<unknown> = Promise.resolve()
  return (problem) => {
    const plan = free.then(() => solvePlacing(problem, options))
    free = Promise.allSettled([plan])
    return plan
  }
}

/** Where the solver is: a source beside this one, or a bundle beside the service's, outside an archive. */
function workerUrl(): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL('./worker.ts', here)
  const unpacked = here.replace('/app.asar/', '/app.asar.unpacked/')
  return new URL('./placing-worker.mjs', unpacked)
}

/** The last that the solver has found when it is done, when its time is over or when it dies. */
function search(
  task: Task,
  onFault: (error: Error) => void,
  signal: AbortSignal | undefined,
): Promise<Found | undefined> {
  return new Promise((resolve, reject) => {
    let last: Found | undefined
    let ended = false
    const worker = startWorker(task, onFault)
    if (!worker) {
      resolve(undefined)
      return
    }
    const wall = setTimeout(end, (task.timeLimitSeconds + graceSeconds) * 1000)
    signal?.addEventListener('abort', end)
    worker.on('message', (message: Message) => {
      last = message
      if (message.done) end()
    })
    worker.on('error', fail)
    worker.on('exit', (code) => fail(new Error(`the solver's thread left with ${code}`)))

    function fail(error: unknown) {
      if (ended) return
      onFault(error instanceof Error ? error : new Error(String(error)))
      end()
    }
    function end() {
      if (ended) return
      ended = true
      clearTimeout(wall)
      signal?.removeEventListener('abort', end)
      void worker?.terminate().then(() => {
        if (signal?.aborted) reject(signal.reason)
        else resolve(last)
      })
    }
  })
}

function startWorker(task: Task, onFault: (error: Error) => void): Worker | null {
  try {
    return new Worker(workerUrl(), { workerData: task })
  } catch (error) {
    onFault(error instanceof Error ? error : new Error(String(error)))
    return null
  }
}
