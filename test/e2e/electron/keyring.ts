import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

/** A keyring of its own, as somebody has who is signed in at a desktop. */
export interface Keyring {
  /** What the app is started with to see this keyring, and no other. */
  start: { env: Record<string, string>; before: string }
  close(): void
}

const daemon = '/usr/bin/gnome-keyring-daemon'
const bus = '/usr/bin/dbus-daemon'
export const hasKeyrings = (): boolean => existsSync(daemon) && existsSync(bus)

/** Starts a message bus and a keyring on it, unlocked. */
export async function startKeyring(): Promise<Keyring> {
  const home = mkdtempSync(join(tmpdir(), 'bastau-keyring-'))
  const messages = spawn(bus, ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [address] = await new Promise<string[]>((resolve) =>
    createInterface({ input: messages.stdout }).once('line', (line) => resolve([line])),
  )
  const env = {
    ...(process.env as Record<string, string>),
    HOME: home,
    XDG_RUNTIME_DIR: home,
    DBUS_SESSION_BUS_ADDRESS: address as string,
  }
  const secrets = spawn(daemon, ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  secrets.stdin.end('the password of a person')
  const isThere = () =>
    execFileSync(
      'dbus-send',
      [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.DBus',
        '/org/freedesktop/DBus',
        'org.freedesktop.DBus.NameHasOwner',
        'string:org.freedesktop.secrets',
      ],
      { env, encoding: 'utf8' },
    ).includes('true')
  for (let tries = 0; !isThere(); tries++) {
    if (tries > 200) throw new Error('the keyring did not start')
    await sleep(50)
  }
  return {
    start: {
      env: { DBUS_SESSION_BUS_ADDRESS: address as string },
      // Playwright starts every app without one.
      before: `const { commandLine } = require('electron').app
        commandLine.removeSwitch('password-store')
        commandLine.appendSwitch('password-store', 'gnome-libsecret')`,
    },
    close() {
      secrets.kill()
      messages.kill()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
