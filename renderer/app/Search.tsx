import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { goTo } from '../lib/location.ts'
import { useRead } from '../lib/queries.ts'
import summary from '../ui/PersonSummary.module.css'
import { PersonSummary } from '../ui/PersonSummary.tsx'

const [searchStore, search] = createSpotlight()
export const openSearch = search.open

/** Ctrl+K: finds a person from any screen and opens the file. */
export function Search() {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const found = useRead('people.search', text.trim() ? { text: text.trim(), limit: 12 } : null, {
    keepPrevious: true,
  })
  const people = text.trim() ? (found.data?.people ?? []) : []
  return (
    <Spotlight.Root
      store={searchStore}
      query={text}
      onQueryChange={setText}
      shortcut="mod + K"
      tagsToIgnore={[]}
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
        {people.length === 0 && !found.isFetching && (
          <Spotlight.Empty>
            {text.trim() ? t('common.header.searchEmpty') : t('common.header.searchStart')}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
