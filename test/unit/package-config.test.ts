import { existsSync, globSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..', '..')

interface OfSystem {
  files: { filter: string[] }[]
}
interface Config extends Record<'linux' | 'win' | 'mac', OfSystem> {
  icon: string
  files: string[]
  extraResources: { from: string; to: string }[]
}
const config: Config = createRequire(import.meta.url)('../../electron-builder.config.cjs')

test('whatever is to be packed is there', () => {
  const named = [
    config.icon,
    ...config.extraResources.map(({ from }) => from),
    // What is built is looked for in the package itself.
    ...config.files.filter((pattern) => !pattern.startsWith('!') && !pattern.startsWith('out/')),
  ]
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((pattern) => globSync(pattern, { cwd: root }).length === 0)).toEqual([])
})

describe.each([
  ['linux', 'linux'],
  ['win', 'win32'],
  ['mac', 'darwin'],
] as const)('a package for %s', (system, platform) => {
  test.each(['x64', 'arm64'])('takes the one binary that it can load on %s', (processor) => {
    const files = config[system].files
      .flatMap(({ filter }) => filter)
      // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder's own sign for it.
      .map((pattern) => pattern.replace('${arch}', processor))
    expect(files.map((file) => basename(file))).toEqual([`${platform}-${processor}.node`])
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })
})
