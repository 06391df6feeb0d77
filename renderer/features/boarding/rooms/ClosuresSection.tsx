import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Closure, Room } from '#contract/boarding.ts'
import type { LocalDate } from '#contract/values.ts'
import { today } from '../../../lib/dates.ts'
import { longDate } from '../../../lib/format.ts'
import { useRead, useWrite } from '../../../lib/queries.ts'
import { useLanguage } from '../../../texts/index.ts'
import { announce, announceAndSettle, refusedBy } from '../../../ui/announce.ts'
import { notifyFailure } from '../../../ui/answers.tsx'
import { ErrorSentence } from '../../../ui/ErrorSentence.tsx'
import { Findings } from '../../../ui/Findings.tsx'
import { FormRow, FormSection } from '../../../ui/Form.tsx'
import { DateField, TextField } from '../../../ui/fields.tsx'
import { focusOnMount } from '../../../ui/focusOnMount.ts'
import { HitAhead, useStill } from '../../../ui/HitAhead.tsx'
import { useUnsaved } from '../../../ui/useUnsaved.ts'
import styles from '../boarding.module.css'

interface ClosureDraft {
  from: LocalDate
  until: LocalDate
  reason: string | null
}

/** When a room is out of use: nights on which nobody may sleep there. */
export function ClosuresSection({ room }: { room: Pick<Room, 'roomId' | 'number' | 'closures'> }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [draft, setDraft] = useState<ClosureDraft | null>(null)
  useUnsaved(draft !== null)
  const close = useWrite('boarding.closeRoom')
  const reopen = useWrite('boarding.reopenRoom')
  const backwards = draft !== null && draft.until < draft.from
  const words = { room: room.number }
  const nights = draft && !backwards ? { from: draft.from, until: draft.until } : null
  const tried = useRead(
    'boarding.tryCloseRoom',
    useStill(nights && { roomId: room.roomId, ...nights }),
  )

  const save = async ({ from, until, reason }: ClosureDraft) => {
    try {
      const asked = { roomId: room.roomId, from, until, ...(reason && { reason }) }
      const answer = await close.mutateAsync(asked)
      setDraft(null)
      announceAndSettle(t('boarding.done.roomClosed', words), answer)
    } catch {
      // The refusal stands in the panel, from `close.error`.
    }
  }
  const open = async ({ closureId }: Closure) => {
    try {
      const { changeId } = await reopen.mutateAsync({ closureId })
      announce(t('boarding.done.roomReopened', words), changeId)
    } catch (error) {
      notifyFailure(error)
    }
  }
  const error = close.error ?? tried.error
  const refused = refusedBy(error)
  return (
    <FormSection title={t('boarding.rooms.section.closures')}>
      {room.closures.length === 0 && !draft && <p>{t('boarding.rooms.inUse')}</p>}
      <ul className={styles.lines}>
        {room.closures.map((closure) => (
          <li key={closure.closureId}>
            <span className={styles.who}>
              {longDate(closure.from, language)} – {longDate(closure.until, language)}
              {closure.reason && <small>{closure.reason}</small>}
            </span>
            <Button variant="default" px={12} onClick={() => void open(closure)}>
              {t('boarding.rooms.reopen')}
            </Button>
          </li>
        ))}
      </ul>
      {draft ? (
        <Stack gap={12} ref={focusOnMount} tabIndex={-1}>
          <FormRow>
            <DateField
              label={t('boarding.rooms.field.closedFrom')}
              value={draft.from}
              onChange={(from) => from && setDraft({ ...draft, from })}
            />
            <DateField
              label={t('boarding.rooms.field.closedUntil')}
              value={draft.until}
              error={backwards ? t('boarding.rooms.backwards') : undefined}
              onChange={(until) => until && setDraft({ ...draft, until })}
            />
          </FormRow>
          <HitAhead hit={tried.data?.unsettled} />
          <TextField
            label={t('common.reason')}
            value={draft.reason}
            maxLength={200}
            onChange={(reason) => setDraft({ ...draft, reason })}
          />
          {refused ? (
            <Findings findings={refused.refusals} />
          ) : (
            error && <ErrorSentence error={error} />
          )}
          <Group gap={8}>
            <Button
              disabled={backwards || tried.isError}
              loading={close.isPending}
              onClick={() => void save(draft)}
            >
              {t('boarding.rooms.close')}
            </Button>
            <Button variant="subtle" onClick={() => setDraft(null)}>
              {t('common.cancel')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setDraft({ from: today(), until: today(), reason: null })}
        >
          {t('boarding.rooms.closeAdd')}
        </Button>
      )}
    </FormSection>
  )
}
