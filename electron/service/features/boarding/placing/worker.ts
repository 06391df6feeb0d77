/** The solver in a thread of its own: it does not answer anybody until it is done. */
import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { type Found, loadSolver } from './best.ts'
import type { Where } from './house.ts'
import type { PlacingProblem } from './problem.ts'

export interface Task {
  problem: PlacingProblem
  /** A plan to start from. */
  start: Where
  timeLimitSeconds: number
}

/** A plan, each better than the one before; `done` is the last. */
export interface Message extends Found {
  done: boolean
}

const send = (message: Message) => parentPort?.postMessage(message)

const { problem, start, timeLimitSeconds } = workerData as Task
// Whoever waits for an answer comes before a plan. Elsewhere this would be the whole process, not a thread.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)
const begun = performance.now()
const solve = await loadSolver()
// Loading took a part of the time.
const rest = Math.max(0, timeLimitSeconds - (performance.now() - begun) / 1000)
const found = solve(problem, start, rest, (where) => send({ where, best: false, done: false }))
send({ ...found, done: true })
