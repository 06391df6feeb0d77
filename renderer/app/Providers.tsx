import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Router } from 'wouter'
import { useHashPath, useHashSearch } from '../lib/location.ts'
import { queryClient } from '../lib/queries.ts'
import { useLanguage } from '../texts/index.ts'
import { cssVariables, theme } from './theme.ts'

/** Everything that screens lean on: look, language, answers of the service, place in the window. */
export function Providers({ children }: { children: ReactNode }) {
  const language = useLanguage()
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={cssVariables}>
      <DatesProvider
        settings={{ locale: language === 'en' ? 'en-gb' : language, firstDayOfWeek: 1 }}
      >
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-left" limit={4} transitionDuration={120} />
          <Router hook={useHashPath} searchHook={useHashSearch}>
            {children}
          </Router>
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  )
}
