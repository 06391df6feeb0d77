import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A print service of its own with one printer that prints PDFs into a folder. */
export interface Printer {
  name: string
  /** What the app's environment needs to see this print service, and no other. */
  env: { CUPS_SERVER: string }
  /** The file of the next sheet that comes out, once it is whole. */
  printed(): Promise<string>
  close(): Promise<void>
}

const commandLimit = 20_000

/** Calls back until it answers something, woken by changes in a folder. */
function onceIn<Found>(folder: string, look: () => Found | undefined): Promise<Found> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      watcher.close()
      clearInterval(again)
      clearTimeout(overdue)
      settle()
    }
    const check = () => {
      const found = look()
      if (found !== undefined) end(() => resolve(found))
    }
    const watcher = watch(folder, check)
    // A folder says that a file came, not that it is whole.
    const again = setInterval(check, 100)
    const overdue = setTimeout(
      () => end(() => reject(new Error('nothing came out in time'))),
      commandLimit,
    )
    check()
  })
}

const cupsd = '/usr/sbin/cupsd'
const driver = '/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd'

/** Name of the printer, for the print service and for its driver. */
const name = 'Reception'

/** Starts CUPS with a PDF printer. It needs root; the system's own print service is left alone. */
export async function startPrinter(): Promise<Printer> {
  if (process.getuid?.() !== 0 || !existsSync(cupsd) || !existsSync(driver)) {
    throw new Error('A test printer needs root, cups and printer-driver-cups-pdf.')
  }
  const folder = mkdtempSync(join(tmpdir(), 'bastau-cups-'))
  const out = join(folder, 'out')
  const socket = join(folder, 'cups.sock')
  for (const part of ['spool', 'spool/tmp', 'cache', 'state', 'ppd', 'tmp', 'out']) {
    mkdirSync(join(folder, part))
  }
  chmodSync(folder, 0o755)
  // The filters run as another user.
  for (const part of ['tmp', 'out']) chmodSync(join(folder, part), 0o1777)
  writeFileSync(
    join(folder, 'cupsd.conf'),
    `Listen ${socket}\nBrowsing No\nWebInterface No\n` +
      '<Location />\nOrder allow,deny\nAllow all\n</Location>\n' +
      '<Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n</Limit>\n</Policy>\n',
  )
  writeFileSync(
    join(folder, 'cups-files.conf'),
    `ServerRoot ${folder}\nRequestRoot ${folder}/spool\nCacheDir ${folder}/cache\n` +
      `StateDir ${folder}/state\nTempDir ${folder}/tmp\nAccessLog ${folder}/access.log\n` +
      `ErrorLog ${folder}/error.log\nPageLog ${folder}/page.log\nSystemGroup root\n`,
  )
  // The printer's own program looks here, and nowhere else, for where to print to.
  const ofDriver = `/etc/cups/cups-pdf-${name}.conf`
  writeFileSync(ofDriver, `Out ${out}\nAnonDirName ${out}\nLog ${folder}\nSpool ${folder}/pdf\n`)
  const server = spawn(
    cupsd,
    ['-f', '-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'cups-files.conf')],
    { stdio: 'ignore' },
  )
  const over = new Promise((resolve) => server.once('exit', resolve))
  const close = async () => {
    server.kill()
    // It writes its state down as it leaves.
    await over
    rmSync(ofDriver, { force: true })
    // The print service may still be writing its last lines.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  const env = { CUPS_SERVER: socket }
  const command = (program: string, args: string[]) =>
    execFileSync(program, args, {
      env: { ...process.env, ...env },
      stdio: 'ignore',
      timeout: commandLimit,
    })
  await onceIn(folder, () => existsSync(socket) || undefined)
  command('lpadmin', ['-p', name, '-E', '-v', `cups-pdf:/${name}`, '-P', driver])
  command('lpadmin', ['-d', name])
  const seen = new Set<string>()
  return {
    name,
    env,
    async printed() {
      const file = await onceIn(out, () =>
        readdirSync(out).find((one) => {
          if (!one.endsWith('.pdf') || seen.has(one)) return false
          // The driver writes page after page; only a whole file has its end.
          return readFileSync(join(out, one)).subarray(-1024).includes('%%EOF')
        }),
      )
      seen.add(file)
      return join(out, file)
    },
    close,
  }
}
