/** `npm run package`: the app as a folder to run, in `dist/`. Installers: `-- --linux AppImage` etc. */
import { build } from './build.mjs'
import { giveUp, node24, packageFile, run, say, withNode24 } from './run.mjs'
import { setUp } from './setup.mjs'

const electron = await setUp()
if ((await build()) !== 0) giveUp('The app could not be built; the reason is above.')
const asked = process.argv.slice(2)
const args = [
  packageFile('electron-builder', 'cli.js'),
  '--config=electron-builder.config.cjs',
  ...(asked.length > 0 ? asked : ['--dir']),
]
const env = withNode24()
if (electron.kind === 'compatible') {
  say('Packing with the compatible runtime: to try the packing only. Do not hand this out.')
  args.push(`--config.electronDist=${electron.folder}`)
  args.push(`--config.electronVersion=${electron.version}`)
  // It has fewer fuses than the Electron that is shipped.
  env.BASTAU_PACKS = 'compatible runtime'
}
process.exit(await run(node24, args, { env }))
