import { useHotkeys, useIdle } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import type { MethodOutput } from '#contract/index.ts'
import { currentActor } from '../lib/client.ts'
import { readAgain, useRead } from '../lib/queries.ts'
import { lock } from '../ui/lock.ts'
import { SignIn } from './SignIn.tsx'

type State = MethodOutput<'access.state'>
type Me = NonNullable<State['me']>

/**
 * Lets in whoever has signed in, where people do. What stands on the screen of somebody who has locked it is
 * kept as it is for them, out of sight, and gone when somebody else signs in.
 */
export function Guard({ children }: { children: ReactNode }) {
  const { data, error } = useRead('access.state', {})
  const [last, setLast] = useState<Me | null>(null)
  // What is in the way of the file is said by the screens.
  if (!data) return error ? children : null
  if (!data.guarded) return children
  const { me } = data
  if (me && me.memberId !== last?.memberId) setLast(me)
  const enter = async (memberId: string) => {
    currentActor.set(memberId)
    await readAgain({ asAnother: memberId !== last?.memberId })
  }
  return (
    <>
      {last && (
        <div
          key={last.memberId}
          style={{ display: me ? 'contents' : 'none' }}
          inert={me ? undefined : true}
        >
          {children}
        </div>
      )}
      {me ? (
        <IdleLock minutes={data.idleMinutes} />
      ) : (
        <SignIn members={data.members} last={last} onSignedIn={enter} />
      )}
    </>
  )
}

/** Locks the desk by Ctrl+L, and when nobody has touched it for so long. */
function IdleLock({ minutes }: { minutes: number }) {
  useHotkeys([['mod+L', () => void lock(), { preventDefault: true, usePhysicalKeys: true }]], [])
  const idle = useIdle(minutes * 60_000, { initialState: false })
  const [locking, setLocking] = useState(false)
  if (idle && !locking) {
    setLocking(true)
    void lock()
  }
  return null
}
