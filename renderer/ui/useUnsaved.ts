import i18next from 'i18next'
import { createContext, useContext, useEffect } from 'react'
import { hold, leaveUnasked } from '../lib/unsaved.ts'
import { notifyDone } from './answers.tsx'

/** Counts the parts of the panel around in which something is typed and not saved; null outside of one. */
export const UnsavedContext = createContext<((by: 1 | -1) => void) | null>(null)

/** Something is typed here and not saved: the panel around asks before it goes, or else a message does. */
export function useUnsaved(unsaved: boolean): void {
  const count = useContext(UnsavedContext)
  useEffect(() => {
    if (!unsaved) return
    if (count) {
      count(1)
      return () => count(-1)
    }
    const release = hold((go) =>
      notifyDone(
        i18next.t('common.panel.unsaved'),
        [{ label: i18next.t('common.panel.discard'), act: async () => leaveUnasked(go) }],
        'unsaved',
      ),
    )
    return () => release()
  }, [unsaved, count])
}
