import type { Readable, Writable } from 'node:stream'
import type { Reply } from '#contract/envelope.ts'
import type { Port } from './port.ts'

/** The longest line that is read, bytes. Longer ones are refused and skipped. */
const longestLine = 16 * 1024 * 1024

const refusal = (code: 'bad_request' | 'too_large'): Reply => ({
  id: null,
  ok: false,
  code,
  params: code === 'too_large' ? { limitBytes: longestLine } : {},
})

/** Some readers of lines take these two for the end of a line; JSON may write them as escapes. */
const lineSeparators = /[\u2028\u2029]/g
const asLine = (message: unknown) =>
  JSON.stringify(message).replace(lineSeparators, (one) =>
    one === '\u2028' ? '\\u2028' : '\\u2029',
  )

const written = (stream: Writable) =>
  new Promise<void>((resolve) => stream.write('', () => resolve()))

/**
 * One request a line, one reply a line; serve.ts says in which order. A line that is not JSON gets
 * `bad_request` with id null, a line beyond all measure `too_large`; the next line is served as
 * usual. Change events are sent only when asked for, so that a script may take each line for a reply.
 */
export function jsonLinesPort(
  input: Readable,
  output: Writable,
  log: Writable,
  withEvents: boolean,
): Port {
  const send: Port['send'] = (message) => {
    if ('event' in message && message.event === 'log') {
      log.write(`${[message.level, message.logId, message.message].filter(Boolean).join(' ')}\n`)
      return
    }
    if ('event' in message && message.event !== 'fatal' && !withEvents) return
    output.write(`${asLine(message)}\n`)
  }
  return {
    send,
    async flush() {
      await Promise.all([written(output), written(log)])
    },
    onMessage(listener) {
      let parts: Buffer[] = []
      let length = 0
      const endLine = () => {
        const tooLong = length > longestLine
        const text = tooLong ? '' : Buffer.concat(parts).toString('utf8').trim()
        parts = []
        length = 0
        if (tooLong) return listener(null, refusal('too_large'))
        if (text === '') return
        let request: unknown
        try {
          request = JSON.parse(text)
        } catch {
          return listener(null, refusal('bad_request'))
        }
        listener(request)
      }
      input.on('data', (chunk: Buffer) => {
        let from = 0
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
          parts.push(chunk.subarray(from, at))
          length += at - from
          endLine()
          from = at + 1
        }
        length += chunk.length - from
        if (length <= longestLine) parts.push(chunk.subarray(from))
        else parts = []
      })
      input.on('end', endLine)
    },
    onClose(listener) {
      input.once('end', listener)
      process.once('SIGTERM', listener)
      process.once('SIGINT', listener)
    },
  }
}
