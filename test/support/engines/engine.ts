import type { Page } from 'playwright'
import type { Faults } from '../faults.ts'

/** What an engine is told to start: everything decided. */
export interface Starting {
  clock: string
  dataDir: string
  env: Record<string, string>
  flags: string[]
  /** JavaScript that runs in the shell before the app does; Electron alone. */
  before?: string | undefined
  faults: Faults
}

/** A window that an engine has opened: ready to be used, and how to end all that was started. */
export interface OpenedWindow {
  page: Page
  close(): Promise<void>
}
