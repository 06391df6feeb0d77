import { Button, type ButtonProps } from '@mantine/core'
import { type ComponentPropsWithoutRef, useContext } from 'react'
import type { RightName } from '#contract/rights.ts'
import { useDenied } from '../lib/access.ts'
import { RightContext } from './right.ts'

interface DoButtonProps
  extends ButtonProps,
    Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> {
  /** What it needs, where that is not what everything else on its screen does. */
  right?: RightName
}

/** A button that changes something: grey, with who may, for those who may not. */
export function DoButton({ right, disabled, title, ...rest }: DoButtonProps) {
  const here = useContext(RightContext)
  const denied = useDenied(right ?? here)
  const isOff = disabled === true || denied !== undefined
  return (
    <Button
      {...rest}
      disabled={isOff}
      // One that is quiet while it can be used does not stand out once it cannot.
      {...(isOff && rest.variant === 'subtle' && { bg: 'transparent' })}
      title={denied ?? title}
    />
  )
}
