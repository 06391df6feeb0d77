import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['test/support/seed.ts'],
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/contract/**/*.test.ts'],
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
        plugins: [react()],
        test: { name: 'renderer', include: ['test/renderer/**/*.test.{ts,tsx}'] },
      },
      {
        // Run through `npm run test:e2e`, which builds the app and finds an Electron for it.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
})
