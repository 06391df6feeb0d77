import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The service as it was built, which both engines talk to. */
export const builtService = join(root, 'out', 'service', 'index.mjs')
