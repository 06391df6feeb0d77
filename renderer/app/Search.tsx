import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconCalendarEvent, IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayWithWeekday, surnameFirst } from '../lib/format.ts'
import { goTo } from '../lib/location.ts'
import { useRead } from '../lib/queries.ts'
import { sessionAddress } from '../lib/session-address.ts'
import { useLanguage } from '../texts/index.ts'
import summary from '../ui/PersonSummary.module.css'
import { PersonSummary } from '../ui/PersonSummary.tsx'
import { useNextSessions } from '../ui/useNextSessions.ts'

/** So many days of whoever is found first are offered to be opened. */
const DAYS_OFFERED = 3

const [searchStore, search] = createSpotlight()
export const openSearch = search.open

const rowsOfList = () =>
  document.querySelectorAll<HTMLElement>(`#${searchStore.getState().listId} [data-action]`)

/** Chooses the first row, as the library itself marks the one that Enter goes to. */
function chooseFirst(): HTMLElement | undefined {
  const rows = rowsOfList()
  for (const row of rows) row.removeAttribute('data-selected')
  rows[0]?.setAttribute('data-selected', 'true')
  searchStore.updateState((state) => ({ ...state, selected: rows.length > 0 ? 0 : -1 }))
  return rows[0]
}

/** Ctrl+K: finds a person from any screen and opens the file. The first row is chosen, Enter goes. */
export function Search() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [text, setText] = useState('')
  const asked = text.trim()
  const found = useRead('people.search', asked ? { text: asked, limit: 12 } : null, {
    keepPrevious: true,
  })
  const people = asked ? (found.data?.people ?? []) : []
  // The days of whoever is found first stand below all who are found.
  const [first] = people
  const sessions = useNextSessions(first?.id ?? null, DAYS_OFFERED)
  const settled = asked !== '' && !found.isPlaceholderData && !found.isFetching
  /** Enter came before the answer: it goes to whoever is found first. */
  const entered = useRef(false)
  const answer = settled ? found.data : null
  useEffect(() => {
    if (!answer) return
    const first = chooseFirst()
    if (entered.current) first?.click()
    entered.current = false
  }, [answer])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    entered.current = !settled
    // Rows that still stand there are of the words before: Enter does not go to them.
    if (!settled) for (const row of rowsOfList()) row.removeAttribute('data-selected')
  }
  return (
    <Spotlight.Root
      store={searchStore}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      attributes={{ content: { 'aria-label': t('common.header.search') } }}
      clearQueryOnClose
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      scrollable
      maxHeight={420}
      transitionProps={{ duration: 80 }}
    >
      <Spotlight.Search
        placeholder={t('common.header.searchHint')}
        aria-label={t('common.header.search')}
        leftSection={<IconSearch size={20} stroke={1.6} />}
        onKeyDown={onKeyDown}
      />
      <Spotlight.ActionsList>
        {people.map((person) => (
          <Spotlight.Action
            key={person.id}
            className={summary.choice}
            onClick={() => goTo(`/people/${person.id}`)}
          >
            <PersonSummary person={person} />
          </Spotlight.Action>
        ))}
        {sessions.map(({ sessionId, kind, date, start, groupName, placeName }) => (
          <Spotlight.Action
            key={sessionId}
            className={summary.choice}
            leftSection={<IconCalendarEvent size={20} stroke={1.6} aria-hidden />}
            label={`${t('changes.openDay')}: ${dayWithWeekday(date, language)}, ${start}`}
            description={[first && surnameFirst(first), groupName, placeName]
              .filter(Boolean)
              .join(' · ')}
            onClick={() => goTo(sessionAddress(kind, date, sessionId))}
          />
        ))}
        {people.length === 0 && !found.isFetching && (
          <Spotlight.Empty>
            {asked ? t('common.header.searchEmpty') : t('common.header.searchStart')}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
