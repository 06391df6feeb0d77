import { copyFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { build, type Plugin } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Native, so it stays a file of its own beside the bundles. */
const external = ['better-sqlite3']
// Both Electrons, the shipped one and the compatible runtime, can run what is built for these.
const nodeTarget = 'node18'
const chromeTarget = 'chrome114'

/** One ES module of the service, with everything that it needs. */
const buildModule = (entry: string, file: string, emptyOutDir: boolean) =>
  build({
    configFile: false,
    logLevel: 'warn',
    root: at('.'),
    ssr: { noExternal: true },
    build: {
      ssr: at(entry),
      outDir: at('out/service'),
      emptyOutDir,
      target: 'node22',
      minify: false,
      sourcemap: true,
      rollupOptions: { external, output: { format: 'es', entryFileNames: file } },
    },
  })

/**
 * The data service is an ES module, while main and preload are CommonJS; it is built beside main, and
 * so are the threads of the copies and of the solver, and the WebAssembly that this looks for beside itself. In `npm run dev` they
 * are built anew when main is.
 */
const dataService = (): Plugin => ({
  name: 'bastau:data-service',
  async closeBundle() {
    await buildModule('electron/service/index.ts', 'index.mjs', true)
    await buildModule(
      'electron/service/features/boarding/placing/worker.ts',
      'placing-worker.mjs',
      false,
    )
    await buildModule('electron/service/db/copies/worker.ts', 'copies-worker.mjs', false)
    await copyFile(at('node_modules/highs/build/highs.wasm'), at('out/service/highs.wasm'))
  },
})

const developmentPort = 5173

export default defineConfig({
  main: {
    plugins: [dataService()],
    build: {
      externalizeDeps: false,
      target: nodeTarget,
      outDir: 'out/main',
      sourcemap: true,
      rollupOptions: {
        input: { index: at('electron/main/index.ts') },
        external,
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: nodeTarget,
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: at('electron/preload/index.ts') },
        // A sandboxed preload cannot load a second file.
        output: { format: 'cjs', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    server: {
      host: '127.0.0.1',
      port: developmentPort,
      strictPort: true,
      // The page's address is app://bastau, so the client cannot guess where its server is.
      hmr: { protocol: 'ws', host: '127.0.0.1', port: developmentPort },
    },
    build: {
      target: chromeTarget,
      outDir: at('out/renderer'),
      emptyOutDir: true,
      rollupOptions: {
        input: { index: at('renderer/index.html'), print: at('renderer/print.html') },
      },
    },
  },
})
