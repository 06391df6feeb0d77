import type { ErrorCode, Outgoing, Reply } from '#contract/envelope.ts'

/** What a service tells its shell besides replies: for the log, and why it could not start. */
export type ShellMessage =
  | { event: 'log'; level: 'info' | 'error'; message: string; logId?: string }
  | { event: 'fatal'; code: ErrorCode; params: Record<string, unknown> }

/** One way to the caller, whatever carries it. */
export interface Port {
  send(message: Outgoing | ShellMessage): void
  /**
   * Calls back with every request, and with `{control: 'stop'}`. What could not even be read comes
   * with the refusal that is its reply.
   */
  onMessage(listener: (raw: unknown, unreadable?: Reply) => void): void
  /** Comes back when all that was sent will be heard, even if this process then ends at once. */
  flush(): Promise<void>
  /** Calls back when the caller is gone. */
  onClose(listener: () => void): void
}
