/** The contract's reckoning with days and minutes: the window does it in the same way. */
export * from '#contract/time.ts'
