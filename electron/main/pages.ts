/** What an address of the app answers: files of one folder, under one strict policy. Knows no Electron. */
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

/** What a page may load and do. Mantine writes its variables as inline styles; scripts are files only. */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  'frame-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

const answer = (status: number, body: Uint8Array | null, type: string) =>
  new Response(body ? Uint8Array.from(body) : null, {
    status,
    headers: {
      'Content-Type': type,
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
    },
  })

/** The file of a folder that an address means, or null when it lies outside. */
function fileWithin(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null
  const file = normalize(join(folder, decoded))
  return file.startsWith(normalize(folder) + sep) ? file : null
}

/** The file of a folder that a path means; 404 for one outside of it, and where there is no folder. */
export async function answerFrom(folder: string | null, pathname: string): Promise<Response> {
  const file = folder && fileWithin(folder, pathname)
  if (!file) return answer(404, null, 'text/plain')
  try {
    const type = contentTypes[extname(file)] ?? 'application/octet-stream'
    return answer(200, await readFile(file), type)
  } catch {
    return answer(404, null, 'text/plain')
  }
}
