/** A screen for the window: the person's own, or a virtual one where there is none. */
import { spawn } from 'node:child_process'
import { say } from './run.mjs'

// Such a screen has no graphics card, and Chromium complains at length about that.
const virtualFlags = ['--disable-gpu', '--log-level=3']

/**
 * Answers what to add to the environment, and how to end what was started. Xvfb picks a free
 * number by itself, so several can run at once.
 */
export async function openDisplay() {
  const needed =
    process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
  if (!needed) return { env: {}, flags: [], close: () => undefined }
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'],
    // In a group of its own: Ctrl+C reaches the app first, and the screen goes after it.
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true },
  )
  const number = await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', () => reject(new Error('Xvfb ended before it opened a screen.')))
    server.stdio[3].once('data', (said) => resolve(String(said).trim()))
  })
  say(`No display here: the window is on a virtual one (Xvfb :${number}).`)
  const close = () => server.kill()
  process.once('exit', close)
  // Newer Electrons take Wayland wherever the session says so; this screen is one of X11.
  const env = { DISPLAY: `:${number}`, XDG_SESSION_TYPE: 'x11' }
  return { env, flags: virtualFlags, close }
}
