import { join } from 'node:path'
import { BrowserWindow, screen } from 'electron'
import { z } from 'zod'
import { readSmall, writeWhole } from './files.ts'
import { guideAddress, pageAddress, safePreferences, trust } from './security.ts'

/** The usual screen of a reception desk. */
const usualSize = { width: 1366, height: 768 }
const smallest = { width: 1024, height: 640 }

const Placement = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(smallest.width).max(20_000),
  height: z.int().min(smallest.height).max(20_000),
  maximized: z.boolean(),
})
type Placement = z.infer<typeof Placement>

/** Where the window was, if some screen still has that place. */
function remembered(file: string): Placement | null {
  try {
    const found = Placement.parse(JSON.parse(readSmall(file) ?? ''))
    const { workArea } = screen.getDisplayMatching(found)
    const onScreen =
      found.x < workArea.x + workArea.width &&
      found.x + found.width > workArea.x &&
      found.y >= workArea.y - 20 &&
      found.y < workArea.y + workArea.height
    return onScreen ? found : null
  } catch {
    return null
  }
}

/** Opens the main window; it is seen once its first page is painted. */
export function openWindow(dataDir: string): BrowserWindow {
  const file = join(dataDir, 'window.json')
  const before = remembered(file)
  const window = new BrowserWindow({
    ...usualSize,
    ...(before && { x: before.x, y: before.y, width: before.width, height: before.height }),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    title: 'Ақ Бастау',
    webPreferences: safePreferences(true),
  })
  trust(window.webContents)
  if (before?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    const placement: Placement = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    // A place that cannot be kept is no reason to keep the window open.
    void writeWhole(file, JSON.stringify(placement)).catch(() => undefined)
  })
  void window.loadURL(pageAddress('index.html')).catch(() => undefined)
  return window
}

let guide: BrowserWindow | null = null

/** Shows the user guide in a window of its own, without a bridge. */
export async function openGuide(language: string): Promise<void> {
  if (!guide || guide.isDestroyed()) {
    guide = new BrowserWindow({
      width: 900,
      height: 760,
      autoHideMenuBar: true,
      webPreferences: { ...safePreferences(false), javascript: false },
    })
  }
  await guide.loadURL(guideAddress(language))
  guide.show()
  guide.focus()
}
