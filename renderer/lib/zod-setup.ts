import { z } from 'zod'

// Must be imported before any schema is built: the window's Content-Security-Policy forbids `eval`,
// and zod decides at construction whether to compile its parsers.
z.config({ jitless: true })
