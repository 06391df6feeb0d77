import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Run through `npm run test:e2e`, which builds the app and finds an engine for it. */
const endToEnd = (engine: 'electron' | 'chromium', include: string[]) => ({
  test: {
    name: `e2e-${engine}`,
    env: { BASTAU_ENGINE: engine },
    include,
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
})

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['test/support/seed.ts'],
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/contract/*.test.ts'],
        },
      },
      {
        test: {
          name: 'service',
          setupFiles: ['test/support/seed.ts'],
          include: ['test/service/**/*.test.ts', 'test/migrations/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'faults',
          setupFiles: ['test/support/seed.ts'],
          include: ['test/faults/**/*.test.ts', 'test/contract/fuzz/*.test.ts'],
          maxWorkers: '100%',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        test: { name: 'renderer', include: ['test/renderer/**/*.test.{ts,tsx}'] },
      },
      endToEnd('electron', ['test/e2e/**/*.test.ts']),
      // What needs Electron itself is in a folder of its own.
      endToEnd('chromium', ['test/e2e/*.test.ts']),
    ],
  },
})
