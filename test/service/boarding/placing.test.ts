import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadSolver } from '#service/features/boarding/placing/best.ts'
import { leftOf } from '#service/features/boarding/placing/explain.ts'
import { greedy } from '#service/features/boarding/placing/greedy.ts'
import { houseOf, roomsOf } from '#service/features/boarding/placing/house.ts'
import { solvePlacing } from '#service/features/boarding/placing/solve.ts'
import { goodnessOf, pointsOf } from '#service/features/boarding/placing/value.ts'
import { brokenLeft, brokenRules } from '#test/support/placing-checker.ts'
import { anyCourse, sampleCourses } from '#test/support/placing-courses.ts'

const courses = sampleCourses()
const solve = await loadSolver()

test('the sample year has sixteen courses', () => {
  expect(courses.size).toBe(16)
})

test.each([...courses])('the course of %s has a bed for everybody', (_, course) => {
  const { where } = solve(course, greedy(houseOf(course)), 9)
  const rooms = roomsOf(course, where)
  expect(brokenRules(course, rooms)).toEqual([])
  expect(leftOf(course, rooms)).toEqual([])
  expect(rooms.size).toBe(course.guests.length)
})

test('random courses: no rule is broken, and nothing quick is better', {
  timeout: 120_000,
}, async () => {
  fc.assert(
    fc.property(anyCourse({ guests: 16, rooms: 10 }), (course) => {
      const start = greedy(houseOf(course))
      const found = solve(course, start, 1)
      const rooms = roomsOf(course, found.where)
      const plan = {
        rooms,
        left: leftOf(course, rooms),
        goodness: goodnessOf(course, rooms),
        method: 'best' as const,
      }
      expect(brokenRules(course, rooms)).toEqual([])
      if (found.best) expect(brokenLeft(course, plan)).toEqual([])
      const quick = pointsOf(course, roomsOf(course, start))
      expect(pointsOf(course, rooms)).toBeGreaterThan(quick - 1e-6)
    }),
    { numRuns: 300 },
  )
})

test('a hundred guests have a plan in ten seconds, proven or not', async () => {
  const size = { guests: 100, rooms: 60 }
  const [course] = fc.sample(anyCourse(size, size), 1)
  if (!course) throw new Error('no course')
  const start = performance.now()
  const plan = await solvePlacing(course)
  // Twice the time is the machine's, which may have other tests to run: the solver itself is stopped.
  expect(performance.now() - start).toBeLessThan(20_000)
  expect(brokenRules(course, plan.rooms)).toEqual([])
  expect(brokenLeft(course, plan)).toEqual([])
})

test('the process ends by itself after a plan', () => {
  const folder = mkdtempSync(join(tmpdir(), 'placing-'))
  const script = join(folder, 'plan.mjs')
  const solver = resolve('electron/service/features/boarding/placing/solve.ts')
  writeFileSync(
    script,
    `import { solvePlacing } from ${JSON.stringify(pathToFileURL(solver))}
    const guest = { personId: 'a', sex: 'male', wheelchair: false, companionOfId: null, wishes: [] }
    const room = { roomId: 'r', accessible: false, forWhom: 'any', freeBeds: 1, closed: false, sleepers: [] }
    const plan = await solvePlacing({ guests: [guest], rooms: [room], fixed: new Map() })
    console.log(plan.method)`,
  )
  const ended = spawnSync('node_modules/node/bin/node', [script], {
    encoding: 'utf8',
    timeout: 15_000,
  })
  rmSync(folder, { recursive: true })
  expect(ended.stdout.trim()).toBe('best')
  expect(ended.status).toBe(0)
})
