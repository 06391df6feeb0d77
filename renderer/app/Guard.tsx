import { useHotkeys, useIdle } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { Fragment, type ReactNode, useEffect, useState } from 'react'
import type { MethodOutput } from '#contract/index.ts'
import { currentActor } from '../lib/client.ts'
import { readAgain, useRead } from '../lib/queries.ts'
import { lock } from '../ui/lock.ts'
import { RecoveryCode } from '../ui/RecoveryCode.tsx'
import { SignIn } from './SignIn.tsx'

type Me = NonNullable<MethodOutput<'access.state'>['me']>

/**
 * Lets in whoever has signed in, where people do. What stands on the screen of somebody who has locked it is
 * kept as it is for them, out of sight, and gone when somebody else signs in.
 */
export function Guard({ children }: { children: ReactNode }) {
  const { data, error } = useRead('access.state', {})
  const [last, setLast] = useState<Me | null>(null)
  /** Goes up when somebody else sits down: of what was open before nothing is left. */
  const [sitting, setSitting] = useState(0)
  const [begun, setBegun] = useState(false)
  const [code, setCode] = useState<string | null>(null)
  // What is in the way of the file is said by the screens.
  const open = data ? !data.guarded || data.me !== null : error !== null
  if (open && !begun) setBegun(true)
  if (data?.me && data.me.memberId !== last?.memberId) setLast(data.me)
  const enter = async (memberId: string, recoveryCode?: string) => {
    if (recoveryCode) setCode(recoveryCode)
    const asAnother = last !== null && memberId !== last.memberId
    currentActor.set(memberId)
    if (asAnother) {
      notifications.clean()
      setSitting(sitting + 1)
    }
    await readAgain({ asAnother })
  }
  return (
    <>
      {begun && <Fragment key={sitting}>{children}</Fragment>}
      {data?.me && <IdleLock minutes={data.idleMinutes} />}
      {code && <RecoveryCode code={code} onDone={() => setCode(null)} />}
      {data && !open && <SignIn members={data.members} last={last} onSignedIn={enter} />}
    </>
  )
}

/** Locks the desk by Ctrl+L, and when nobody has touched it for so long. */
function IdleLock({ minutes }: { minutes: number }) {
  useHotkeys([['mod+L', () => void lock(), { preventDefault: true, usePhysicalKeys: true }]], [])
  const idle = useIdle(minutes * 60_000, { initialState: false })
  useEffect(() => {
    if (idle) void lock()
  }, [idle])
  return null
}
