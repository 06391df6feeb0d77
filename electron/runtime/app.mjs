/** Starts the built app in an Electron that setup found. */
import { openDisplay } from './display.mjs'
import { askedFrom, root, run, withNode24 } from './run.mjs'

/** Chromium's sandbox refuses to run for root; everybody else keeps it. */
export const sandboxFlags = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])

/** Runs the app to its end and answers its exit code. */
export async function runApp(electron, args, options = {}) {
  const display = await openDisplay()
  try {
    return await run(electron.file, [...sandboxFlags(), ...display.flags, root, ...args], {
      cwd: askedFrom,
      ...options,
      env: { ...withNode24(), ...display.env },
    })
  } finally {
    display.close()
  }
}
