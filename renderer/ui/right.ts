import { createContext } from 'react'
import type { RightName } from '#contract/rights.ts'

/** The right that is needed for what the buttons around here do; null asks for none. */
export const RightContext = createContext<RightName | null>(null)
