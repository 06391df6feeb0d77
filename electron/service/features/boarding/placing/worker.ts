/** The solver in a thread of its own: it does not answer anybody until it is done. */
import { parentPort, workerData } from 'node:worker_threads'
import loadHighs from 'highs'
import { houseOf, type Where } from './house.ts'
import { modelOf } from './model.ts'
import type { PlacingProblem } from './problem.ts'

export interface Task {
  problem: PlacingProblem
  /** A plan to start from. */
  start: Where
  timeLimitSeconds: number
}

/** A plan, each better than the one before; `done` is the last, `best` when nothing beats it. */
export interface Found {
  where: Where
  done: boolean
  best: boolean
}

const { problem, start, timeLimitSeconds } = workerData as Task
const highs = await loadHighs()
const { callbackType, modelStatus } = highs.constants
const model = modelOf(houseOf(problem), start)
const send = (values: ArrayLike<number>, done: boolean, best: boolean) =>
  parentPort?.postMessage({ where: model.whereOf(values), done, best } satisfies Found)

highs.withModel(model.linear.data(), (solving) => {
  solving.options.set({
    output_flag: false,
    // Loading took a part of it: the clock of a thread runs from its start.
    time_limit: Math.max(0, timeLimitSeconds - performance.now() / 1000),
    // Costs are a distance from the ideal, where a preference is a thousandth: it must be closed.
    mip_rel_gap: 0,
    mip_abs_gap: 1e-6,
    random_seed: 1,
    // Restarts take more time than they save in models of this size.
    mip_allow_restart: false,
  })
  solving.setSolution({ colValue: model.valuesOf(start) })
  const { modelStatus: status } = solving.run({
    [callbackType.mipImprovingSolution]: (event) => {
      if (event.data.mip_solution) send(event.data.mip_solution, false, false)
      return undefined
    },
  })
  if (status !== modelStatus.optimal && status !== modelStatus.timeLimit) {
    throw new Error(`the solver ended with status ${status}`)
  }
  const found = solving.info.get('primal_solution_status') === 2
  send(
    found ? solving.getSolution().colValue : model.valuesOf(start),
    true,
    found && model.complete && status === modelStatus.optimal,
  )
})
