import { Button, Checkbox, Group, Table, TextInput } from '@mantine/core'
import { IconArrowLeft, IconPlus, IconRepeat, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template } from '#contract/hippotherapy.ts'
import type { TemplateId } from '#contract/values.ts'
import { addMinutes, today } from '../../lib/dates.ts'
import { timeRange } from '../../lib/format.ts'
import { goTo } from '../../lib/location.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { DoButton } from '../../ui/DoButton.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { usePanel } from '../../ui/usePanel.ts'
import styles from './hippotherapy.module.css'
import { NewTemplatePanel } from './NewTemplatePanel.tsx'
import { daysOf, TemplatePanel, validityOf } from './TemplatePanel.tsx'

/** The weekly templates: who rides every week, when, on which horse, until when. */
export function TemplatesScreen() {
  const { t } = useTranslation()
  const language = useLanguage()
  const read = useRead('hippotherapy.templates', {}, { keepPrevious: true })
  const [open, setOpen] = usePanel<'new' | TemplateId>()
  const [text, setText] = useState('')
  const [withEnded, setWithEnded] = useState(false)
  const all = read.data?.templates
  const shown = useMemo(
    () => (all ?? []).filter((one) => isShown(one, text, withEnded)),
    [all, text, withEnded],
  )
  const chosen = all?.find(({ id }) => id === open)
  const close = () => setOpen(null)
  return (
    <div className={styles.screen}>
      <ScreenHeader title={t('hippotherapy.templates.title')} />
      <div className={styles.toolbar}>
        <Button
          variant="subtle"
          leftSection={<IconArrowLeft size={18} />}
          className={styles.action}
          aria-label={t('hippotherapy.templates.toBoard')}
          title={t('hippotherapy.templates.toBoard')}
          onClick={() => goTo('/hippotherapy')}
        >
          <span className={styles.wideOnly}>{t('hippotherapy.templates.toBoard')}</span>
        </Button>
        <TextInput
          aria-label={t('hippotherapy.templates.find')}
          placeholder={t('hippotherapy.templates.find')}
          leftSection={<IconSearch size={17} stroke={1.6} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          w={200}
        />
        <Checkbox
          label={t('hippotherapy.templates.withEnded')}
          checked={withEnded}
          onChange={(event) => setWithEnded(event.currentTarget.checked)}
        />
        <div className={styles.space} />
        <DoButton leftSection={<IconPlus size={18} />} onClick={() => setOpen('new')}>
          {t('hippotherapy.templates.new')}
        </DoButton>
      </div>
      {read.isError && <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />}
      {all?.length === 0 && (
        <EmptyState
          icon={IconRepeat}
          title={t('hippotherapy.templates.empty')}
          text={t('hippotherapy.templates.emptyText')}
        >
          <Button mt={8} onClick={() => setOpen('new')}>
            {t('hippotherapy.templates.new')}
          </Button>
        </EmptyState>
      )}
      {all && all.length > 0 && (
        <div className={styles.templates}>
          <Table highlightOnHover stickyHeader verticalSpacing={8}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('hippotherapy.templates.days')}</Table.Th>
                <Table.Th>{t('common.time')}</Table.Th>
                <Table.Th>{t('hippotherapy.fields.client')}</Table.Th>
                <Table.Th>{t('hippotherapy.fields.horse')}</Table.Th>
                <Table.Th>{t('hippotherapy.fields.place')}</Table.Th>
                <Table.Th>{t('hippotherapy.templates.valid')}</Table.Th>
                <Table.Th ta="right">{t('hippotherapy.templates.sessions')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((one) => (
                <Table.Tr
                  key={one.id}
                  className={styles.row}
                  data-open={one.id === open || undefined}
                  onClick={() => setOpen(one.id)}
                >
                  <Table.Td>{daysOf(one, language, t)}</Table.Td>
                  <Table.Td className={styles.nowrap}>
                    {timeRange(one.start, addMinutes(one.start, one.minutes))}
                  </Table.Td>
                  <Table.Td>
                    <button type="button" className={styles.rowName}>
                      {one.clientName}
                    </button>
                  </Table.Td>
                  <Table.Td>{one.horseName}</Table.Td>
                  <Table.Td>{one.placeName}</Table.Td>
                  <Table.Td>{validityOf(one, language, t)}</Table.Td>
                  <Table.Td ta="right">{one.sessions}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {shown.length === 0 && (
            <Group mt={16}>
              <span>{t('common.notFound')}</span>
              {!withEnded && (
                <Button variant="default" size="compact-sm" onClick={() => setWithEnded(true)}>
                  {t('hippotherapy.templates.withEnded')}
                </Button>
              )}
            </Group>
          )}
        </div>
      )}
      {open === 'new' && <NewTemplatePanel onClose={close} />}
      {chosen && <TemplatePanel key={chosen.id} template={chosen} onClose={close} />}
    </div>
  )
}

const isShown = (template: Template, text: string, withEnded: boolean): boolean =>
  (withEnded || template.validUntil >= today()) &&
  text
    .toLowerCase()
    .split(/\s+/)
    .every((part) => `${template.clientName} ${template.horseName}`.toLowerCase().includes(part))
