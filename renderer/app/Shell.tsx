import { useHotkeys } from '@mantine/hooks'
import { IconLock } from '@tabler/icons-react'
import { useIsFetching } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import type { RightName } from '#contract/rights.ts'
import { useDenied } from '../lib/access.ts'
import { leave } from '../lib/unsaved.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { BrokenNotice, ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { OutletContext } from '../ui/outlets.tsx'
import { RightContext } from '../ui/right.ts'
import { redoLast, undoLast } from '../ui/undo.ts'
import { Header } from './Header.tsx'
import { Rail } from './Rail.tsx'
import { RecentChanges } from './RecentChanges.tsx'
import { home, otherRoutes, railRoutes } from './routes.tsx'
import { openSearch, Search } from './Search.tsx'
import styles from './Shell.module.css'

/** Keys by where they are: on a Cyrillic layout the same key writes another letter. */
const byPlace = { preventDefault: true, usePhysicalKeys: true }

/** The window: rail, head, the screen, and the column of the side panel. */
export function Shell() {
  const { t } = useTranslation()
  const [header, setHeader] = useState<HTMLElement | null>(null)
  const [panel, setPanel] = useState<HTMLElement | null>(null)
  const [changes, setChanges] = useState(false)
  const closeChanges = useCallback(() => setChanges(false), [])
  const [path] = useLocation()
  useReadiness(header !== null && panel !== null)
  // In a field they are about what was typed there.
  useHotkeys([
    ['mod+Z', () => void undoLast(), byPlace],
    ['mod+shift+Z', () => void redoLast(), byPlace],
    ['mod+Y', () => void redoLast(), byPlace],
  ])
  // From within a field, too.
  useHotkeys([['mod+K', openSearch, byPlace]], [])
  return (
    <OutletContext value={{ header, panel }}>
      <div className={styles.shell}>
        <Rail />
        <Header slot={setHeader} onChanges={() => leave(() => setChanges(!changes))} />
        <main className={styles.main}>
          <ErrorBoundary
            key={path.split('/')[1]}
            broken={(broken) => <BrokenNotice {...broken} title={t('common.broken.screen')} />}
          >
            <Switch>
              {[...railRoutes, ...otherRoutes].map(({ name, screen: Screen, sees, does }) => (
                <Route key={name} path={`/${name}/*?`}>
                  <RightContext value={does}>
                    <Allowed right={sees}>
                      <Screen />
                    </Allowed>
                  </RightContext>
                </Route>
              ))}
              <Route>
                <Redirect to={home} replace />
              </Route>
            </Switch>
          </ErrorBoundary>
        </main>
        <div className={styles.panel} ref={setPanel} />
      </div>
      {changes && <RecentChanges onClose={closeChanges} />}
      <Search />
    </OutletContext>
  )
}

/** A screen, or who may see it. */
function Allowed({ right, children }: { right: RightName; children: ReactNode }) {
  const denied = useDenied(right)
  return denied === undefined ? children : <EmptyState icon={IconLock} title={denied} />
}

/** Says on the document that the screen has loaded: tests and pictures wait for it. */
function useReadiness(mounted: boolean): void {
  const loading = useIsFetching({ predicate: (query) => query.state.status === 'pending' })
  const ready = mounted && loading === 0
  useEffect(() => {
    if (!ready) {
      delete document.documentElement.dataset.ready
      return
    }
    const frame = requestAnimationFrame(() => {
      document.documentElement.dataset.ready = 'true'
    })
    return () => cancelAnimationFrame(frame)
  }, [ready])
}
