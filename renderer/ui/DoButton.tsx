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
  return (
    <Button
      {...rest}
      disabled={disabled === true || denied !== undefined}
      title={denied ?? title}
    />
  )
}
