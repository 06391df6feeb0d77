import { Button, Chip, Group, Stack, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type AwayKind,
  type Unavailability,
  type UnavailableReason,
  unavailableReasons,
} from '#contract/availability.ts'
import type { LocalDate, LocalTime } from '#contract/values.ts'
import { ServiceError } from '../../lib/client.ts'
import { addDays, nowTime, today } from '../../lib/dates.ts'
import { useWrite } from '../../lib/queries.ts'
import { awayWords } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce, announceAndSettle } from '../announce.ts'
import { notifyFailure } from '../answers.tsx'
import { asPanel } from '../asPanel.tsx'
import { ErrorSentence } from '../ErrorSentence.tsx'
import { FormRow } from '../Form.tsx'
import { ChoiceField, DateField, TextField, TimeField } from '../fields.tsx'
import { SidePanel } from '../SidePanel.tsx'

/** Of whom or of what it is said, and what it is called. */
export interface AwayOf {
  kind: AwayKind
  resourceId: Unavailability['resourceId']
  name: string
}

interface AwayPanelProps extends AwayOf {
  /** One that is written down, to be changed. */
  stretch?: Unavailability | null
  /** The day that a new one begins on. */
  date?: LocalDate
  onClose: () => void
}

interface Draft {
  from: LocalDate
  until: LocalDate
  fromTime: LocalTime | null
  untilTime: LocalTime | null
  reason: UnavailableReason
  note: string | null
}

/** A week, counted from its first day. */
const WEEK = 6

/** When a horse, somebody of the team or a place cannot be used; what that hits is then to be settled. */
export const AwayPanel = asPanel(function AwayPanel(props: AwayPanelProps) {
  const { kind, resourceId, name, stretch = null, date = today(), onClose } = props
  const { t } = useTranslation()
  const language = useLanguage()
  const opened: Draft = {
    from: stretch?.from ?? date,
    until: stretch?.until ?? date,
    fromTime: stretch?.fromTime ?? null,
    untilTime: stretch?.untilTime ?? null,
    reason: stretch?.reason ?? unavailableReasons[kind][0],
    note: stretch?.note ?? null,
  }
  const [draft, setDraft] = useState(opened)
  const [inHours, setInHours] = useState(opened.fromTime !== null || opened.untilTime !== null)
  const set = useWrite('availability.set')
  const remove = useWrite('availability.remove')
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const beginning = stretch && {
    from: stretch.from,
    ...(stretch.fromTime && { fromTime: stretch.fromTime }),
  }

  const save = async (values: Draft): Promise<void> => {
    const { from, until, fromTime, untilTime, reason, note } = values
    const said = {
      from,
      until,
      ...(fromTime && { fromTime }),
      ...(untilTime && { untilTime }),
    }
    try {
      const answer = await set.mutateAsync({
        resourceId,
        ...said,
        reason,
        ...(note?.trim() && { note: note.trim() }),
        ...(beginning && { instead: beginning }),
      })
      const when = awayWords({ ...said, because: reason, note }, language)
      onClose()
      announceAndSettle(t('availability.saved', { name, when }), answer)
    } catch (error) {
      if (!(error instanceof ServiceError)) notifyFailure(error)
    }
  }
  const takeBack = async (): Promise<void> => {
    if (!beginning) return
    try {
      const { changeId } = await remove.mutateAsync({ resourceId, ...beginning })
      onClose()
      announce(t('availability.removed', { name }), changeId)
    } catch (error) {
      if (!(error instanceof ServiceError)) notifyFailure(error)
    }
  }
  const stretches = daysOffered(date, draft.from)
  const days = stretches.find(
    (one) => one.from === draft.from && addDays(one.from, one.days) === draft.until,
  )
  const wanted = inHours ? draft : { ...draft, fromTime: null, untilTime: null }
  const backwards = draft.until < draft.from
  // Part of a day without an hour would be the whole day.
  const withoutHours = inHours && draft.fromTime === null && draft.untilTime === null
  const now = nowTime()
  const hasWorkedToday =
    set.error?.code === 'session_marked' && draft.from === today() && wanted.fromTime === null
  return (
    <SidePanel
      right="closing"
      title={name}
      subtitle={t(`availability.title.${kind}`)}
      width={400}
      onClose={onClose}
      onSave={() => void save(wanted)}
      whyNot={
        backwards
          ? t('common.invalid.order')
          : withoutHours
            ? t('availability.hoursMissing')
            : undefined
      }
      saving={set.isPending}
      dirty={JSON.stringify(draft) !== JSON.stringify(opened)}
      actions={
        stretch && (
          <Button variant="default" loading={remove.isPending} onClick={() => void takeBack()}>
            {t('availability.remove')}
          </Button>
        )
      }
    >
      <Stack gap={16}>
        {set.isError && <ErrorSentence error={set.error} />}
        {hasWorkedToday && (
          <Button
            variant="default"
            style={{ alignSelf: 'flex-start' }}
            onClick={() => {
              setInHours(true)
              change({ fromTime: now })
              set.reset()
            }}
          >
            {t('availability.fromNow', { time: now })}
          </Button>
        )}
        {remove.isError && <ErrorSentence error={remove.error} />}
        <Chip.Group
          value={days?.key ?? null}
          onChange={(key) => {
            const chosen = stretches.find((one) => one.key === key)
            if (chosen) change({ from: chosen.from, until: addDays(chosen.from, chosen.days) })
          }}
        >
          <Group gap={6} role="radiogroup" aria-label={t('availability.when')}>
            {stretches.map(({ key }, index) => (
              <Chip key={key} value={key} radius={8} data-autofocus={index === 0 || undefined}>
                {t(`availability.day.${key}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <FormRow>
          <DateField
            label={t('common.from')}
            value={draft.from}
            onChange={(from) =>
              from && change({ from, until: draft.until < from ? from : draft.until })
            }
          />
          <DateField
            label={t('common.until')}
            value={draft.until}
            error={backwards ? t('common.invalid.order') : undefined}
            onChange={(until) => until && change({ until })}
          />
        </FormRow>
        <Switch
          label={t('availability.hours')}
          checked={inHours}
          onChange={(event) => setInHours(event.currentTarget.checked)}
        />
        {inHours && (
          <FormRow>
            <TimeField
              label={t('availability.fromTime')}
              value={draft.fromTime}
              onChange={(fromTime) => change({ fromTime })}
            />
            <TimeField
              label={t('availability.untilTime')}
              value={draft.untilTime}
              onChange={(untilTime) => change({ untilTime })}
            />
          </FormRow>
        )}
        <ChoiceField
          label={t('common.reason')}
          value={draft.reason}
          choices={unavailableReasons[kind].map((value) => ({
            value: value as UnavailableReason,
            label: t(`common.away.${value}`),
          }))}
          onChange={(reason) => reason && change({ reason })}
        />
        <TextField
          label={t('common.remark')}
          value={draft.note}
          onChange={(note) => change({ note })}
          maxLength={200}
        />
      </Stack>
    </SidePanel>
  )
})

/** The usual stretches, by one click: of a day that is looked at, or from today on; a week from the day that is chosen. */
function daysOffered(date: LocalDate, from: LocalDate) {
  const isToday = date === today()
  return [
    { key: isToday ? 'today' : 'one', from: date, days: 0 },
    { key: isToday ? 'tomorrow' : 'next', from: addDays(date, 1), days: 0 },
    { key: 'week', from, days: WEEK },
  ] as const
}
