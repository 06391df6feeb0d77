/** The room rack and plans for whole courses: what coordinators wait for. */

import { addDays } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'
import { boardingFloor } from './boarding-floor.ts'
import { bedsOfHouse, comingCourses } from './generate/boarding.ts'
import { lastDay } from './generate/index.ts'
import { each, type Opened, type Work } from './work.ts'

const daysOfRack = 31
const firstDay = `${lastDay.slice(0, 4)}-01-01` as LocalDate
/** A week apart, over a year. */
const beginnings = Array.from({ length: 47 }, (_, index) => addDays(firstDay, index * 7))

export function boardingWorks({ call, raw }: Opened): Work[] {
  const floor = boardingFloor(raw)
  const [ordinary, full] = comingCourses
  const courseOf = ({ from }: { from: LocalDate }) => {
    const id = raw.prepare('SELECT id FROM course WHERE from_date = ?').pluck().get(from)
    if (typeof id !== 'string') throw new Error(`there is no course that begins on ${from}`)
    return id
  }
  /** Its floor is none: what takes the time is the search, not what is read for it. */
  const plan = (course: (typeof comingCourses)[number], target: number, times: number): Work => ({
    name: `boarding plan for ${course.people} people`,
    target,
    times,
    app: () => call('boarding.propose', { courseId: courseOf(course) }),
  })
  /** A month with a course that was whole in it: every one of ten years takes as long as any other. */
  const rackOf = (which: string, year: number): Work => {
    const from = `${year}-11-01` as LocalDate
    return {
      name: `boarding rack of the ${which} of ten years`,
      target: 3,
      app: () => call('boarding.rack', { from, days: daysOfRack }),
      floor: () => floor.rack(from, addDays(from, daysOfRack)),
    }
  }
  /** Its floor is the same read while nothing else is asked: the 95th of a hundred may take twice that. */
  const besidePlan = (propose: () => Promise<unknown>): Work => {
    let planning: Promise<void> | undefined
    const read = async (index: number) => {
      // Requests come as messages do, so that what the solver says is heard between them.
      await new Promise(setImmediate)
      await call('hippotherapy.day', { date: addDays(lastDay, -(index % 250)) })
    }
    return {
      name: 'day board while a boarding plan is made',
      target: 5,
      times: 1_000,
      async app(index) {
        planning ??= propose().then(() => {
          planning = undefined
        })
        await read(index)
      },
      async floor(index) {
        await planning
        await read(index)
      },
    }
  }
  return [
    {
      name: `boarding rack of ${bedsOfHouse} beds × ${daysOfRack} days`,
      target: 10,
      app: (index) => call('boarding.rack', { from: each(beginnings, index), days: daysOfRack }),
      floor: (index) =>
        floor.rack(each(beginnings, index), addDays(each(beginnings, index), daysOfRack)),
    },
    rackOf('first month', Number(lastDay.slice(0, 4)) - 9),
    rackOf('last month', Number(lastDay.slice(0, 4))),
    besidePlan(() => call('boarding.propose', { courseId: courseOf(full) })),
    plan(ordinary, 2_000, 5),
    plan(full, 10_000, 2),
  ]
}
