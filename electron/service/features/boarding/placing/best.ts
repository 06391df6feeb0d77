/** The best plan, by mixed-integer programming with HiGHS. */
import loadHighs from 'highs'
import { houseOf, type Where } from './house.ts'
import { modelOf } from './model.ts'
import type { PlacingProblem } from './problem.ts'

/** A plan, and whether it is proven that nothing beats it. */
export interface Found {
  where: Where
  best: boolean
}

/**
 * Loads the solver. It answers the best plan that it finds in some seconds, at least as good as `start`,
 * and tells each better one on the way. It is synchronous: give it a thread of its own.
 */
export async function loadSolver() {
  const highs = await loadHighs()
  const { callbackType, modelStatus, solutionStatus } = highs.constants

  return (
    problem: PlacingProblem,
    start: Where,
    timeLimitSeconds: number,
    onBetter: (where: Where) => void = () => {},
  ): Found => {
    const model = modelOf(houseOf(problem), start)
    return highs.withModel(model.linear.data(), (solving) => {
      solving.options.set({
        output_flag: false,
        time_limit: timeLimitSeconds,
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
          if (event.data.mip_solution) onBetter(model.whereOf(event.data.mip_solution))
          return undefined
        },
      })
      if (status !== modelStatus.optimal && status !== modelStatus.timeLimit) {
        throw new Error(`the solver ended with status ${status}`)
      }
      if (solving.info.get('primal_solution_status') !== solutionStatus.feasible) {
        return { where: start, best: false }
      }
      return {
        where: model.whereOf(solving.getSolution().colValue),
        best: model.complete && status === modelStatus.optimal,
      }
    })
  }
}
