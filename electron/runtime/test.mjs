/**
 * `npm test`: everything, in order, whatever failed before. The last line is the sum. A step that
 * runs no test has failed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { build } from './build.mjs'
import { engines, withAppEnvironment } from './e2e.mjs'
import { node24, output, packageFile, run, withNode24 } from './run.mjs'
import { setUp } from './setup.mjs'

const results = mkdtempSync(join(tmpdir(), 'bastau-results-'))
const steps = []
const sum = (of) => steps.reduce((total, step) => total + (step[of] ?? 0), 0)

// However this ends, the sum is said, and last.
process.on('exit', (code) => {
  rmSync(results, { recursive: true, force: true })
  if (steps.length === 0 || (code !== 0 && sum('failed') === 0)) {
    steps.push({ name: 'set-up', passed: 0, failed: 1 })
  }
  console.log('')
  for (const { name, passed, failed, skipped, names } of steps) {
    const left = skipped ? `, ${skipped} skipped` : ''
    console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} of ${passed + failed}${left}`)
    for (const one of names ?? []) console.log(`    ✗ ${one}`)
  }
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped}`)
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

async function step(name, perform) {
  console.log(`\n── ${name}`)
  const counts = await perform()
  steps.push({ name, ...counts })
  return counts.failed === 0
}

const inherit = { stdio: ['ignore', 'inherit', 'inherit'] }

/** A program that either succeeds or not. */
const whole = (file, args) => async () => {
  const code = await run(node24, [file, ...args], { ...inherit, env: withNode24() })
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Why a test failed, in the line that is read first. */
const firstLine = (test) => (test.failureMessages?.[0] ?? '').split('\n')[0]

/** What vitest wrote down: its tests, which of them failed, and files that broke before their first test. */
function countsOf(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    const broken = report.testResults.filter(
      (one) =>
        one.status === 'failed' && one.assertionResults.every((it) => it.status !== 'failed'),
    )
    const failed = report.testResults.flatMap((file) =>
      file.assertionResults
        .filter((it) => it.status === 'failed')
        .map((it) => `${basename(file.name)}: ${it.fullName}\n      ${firstLine(it)}`),
    )
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length,
      skipped: report.numPendingTests,
      names: [...failed, ...broken.map((one) => `${basename(one.name)} did not start`)],
    }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

const vitest =
  (project, env = {}) =>
  async () => {
    const file = join(results, `${project}.json`)
    const code = await run(
      node24,
      [
        packageFile('vitest', 'vitest.mjs'),
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ],
      { ...inherit, env: { ...withNode24(), ...env } },
    )
    const counts = countsOf(file)
    const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0)
    return silent ? { ...counts, failed: 1 } : counts
  }

/** How many tests a project has, when it cannot be run here. */
function testsOf(project) {
  const asked = ['list', '--project', project, '--json']
  const listed = output(node24, [packageFile('vitest', 'vitest.mjs'), ...asked], {
    env: withNode24(),
  })
  return listed === null ? 1 : JSON.parse(listed).length
}

const electron = await setUp({ tests: true })
await step('types', whole(packageFile('typescript', 'bin', 'tsc'), ['--noEmit']))
await step('lint', whole(packageFile('@biomejs', 'biome', 'bin', 'biome'), ['check', '.']))
await step(
  'borders',
  whole(packageFile('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), [
    '--config',
    '.dependency-cruiser.cjs',
    'electron',
    'renderer',
  ]),
)
await step('unit', vitest('unit'))
await step('service', vitest('service'))
await step('renderer', vitest('renderer'))
await step('faults', vitest('faults'))
const built = await step('build', async () =>
  (await build()) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
)
if (built) {
  const ready = engines()
  for (const engine of ['electron', 'chromium']) {
    const project = `e2e-${engine}`
    const name = `end to end in ${engine === 'electron' ? 'Electron' : 'Chromium'}`
    if (ready.includes(engine)) {
      await step(name, () => withAppEnvironment(electron, (env) => vitest(project, env)()))
    } else {
      steps.push({ name, passed: 0, failed: 0, skipped: testsOf(project) })
    }
  }
} else {
  steps.push({ name: 'end to end, not begun', passed: 0, failed: 1 })
}
process.exit(sum('failed') === 0 ? 0 : 1)
