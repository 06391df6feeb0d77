import type { ErrorCode, Outgoing } from '#contract/envelope.ts'

/** What a service tells its shell besides replies: for the log, and why it could not start. */
export type ShellMessage =
  | { event: 'log'; level: 'info' | 'error'; message: string; logId?: string }
  | { event: 'fatal'; code: ErrorCode; params: Record<string, unknown> }

/** One way to the caller, whatever carries it. */
export interface Port {
  send(message: Outgoing | ShellMessage): void
  /** Calls back with every request, and with `{control: 'stop'}`. */
  onMessage(listener: (raw: unknown) => void): void
  /** Comes back when all that was sent has left this process. */
  flush(): Promise<void>
  /** Calls back when the caller is gone. */
  onClose(listener: () => void): void
}
