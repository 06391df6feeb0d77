import { createContext, useContext } from 'react'
import type { RightName } from '#contract/rights.ts'
import { useDenied } from '../lib/access.ts'

/** The right that is needed for what the buttons around here do; null asks for none. */
export const RightContext = createContext<RightName | null>(null)

/** Why the buttons around here may not be used, as a sentence; nothing when they may. */
export const useDeniedHere = (): string | undefined => useDenied(useContext(RightContext))
