import { Button, Group, MultiSelect, NumberInput, Select, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnavailableOn } from '#contract/availability.ts'
import type { DayView, RideAlternative } from '#contract/hippotherapy.ts'
import type { MethodOutput } from '#contract/index.ts'
import { mostSidewalkers } from '#contract/people.ts'
import type { Finding } from '#contract/schedule.ts'
import type { HorseId, MemberId, PersonId, PlaceId, SessionId } from '#contract/values.ts'
import { minuteOf, overlaps, rangeOf } from '../../lib/dates.ts'
import { surnameFirst } from '../../lib/format.ts'
import { findingSentence } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { Alternatives, Findings } from '../../ui/Findings.tsx'
import { DateField, TimeField } from '../../ui/fields.tsx'
import { PersonPicker } from '../../ui/PersonPicker.tsx'
import { Precautions } from '../../ui/Precautions.tsx'
import { byField, type RideDraft, type RideField, rideNames, takenDuring } from './draft.ts'
import styles from './hippotherapy.module.css'

interface RideFieldsProps {
  draft: RideDraft
  /** What the person changed; proposals are not counted. */
  onChange: (change: Partial<RideDraft>) => void
  day: DayView
  findings: readonly Finding[]
  /** What to watch with the client. */
  precautions: string | null
  alternatives: readonly RideAlternative[]
  onTake: (alternative: RideAlternative) => void
  /** The session that is being changed: its client stays. */
  sessionId?: SessionId
  /** Follows the first thing that forbids the ride: the reason to book it all the same. */
  afterBlock?: ReactNode
  /** In place of the date: days of the week and the time a template holds. */
  when?: ReactNode
}

type Away = Pick<DayView['places'][number], 'unavailable'>
const awayRange = ({ from, until }: UnavailableOn) => ({
  from: from ? minuteOf(from) : 0,
  until: until ? minuteOf(until) : 24 * 60,
})

/** Everything of a ride that can be chosen, each with what the rules say to it. */
export function RideFields(props: RideFieldsProps) {
  const { draft, onChange, day, sessionId } = props
  const { t } = useTranslation()
  const said = byField(props.findings)
  const taken = takenDuring(day, draft, sessionId ?? null)
  const firstBlocked = [...said.entries()].find(([, findings]) =>
    findings.some(({ severity }) => severity === 'block'),
  )?.[0]
  const withTaken = (id: string, name: string) => {
    const by = taken.get(id)
    return { value: id, label: by ? t('hippotherapy.form.takenAt', { name, by }) : name }
  }
  const isAway = ({ unavailable }: Away) =>
    day.date === draft.date && unavailable.some((one) => overlaps(awayRange(one), rangeOf(draft)))
  const withAway = (one: Away & { id: string; name: string }) =>
    isAway(one)
      ? { value: one.id, label: t('hippotherapy.form.away', { name: one.name }) }
      : withTaken(one.id, one.name)
  const members = (
    role: 'instructor' | 'therapist' | 'leader' | 'sidewalker',
    chosen: readonly (string | null)[],
  ) =>
    day.members
      .filter(({ id, roles }) => roles.includes(role) || chosen.includes(id))
      .map((member) => {
        const name = surnameFirst({ ...member, patronymic: null })
        if (isAway(member))
          return { value: member.id, label: t('hippotherapy.form.away', { name }) }
        return member.hours.length > 0
          ? withTaken(member.id, name)
          : { value: member.id, label: t('hippotherapy.form.dayOff', { name }) }
      })
  const rules = (field: RideField) => (
    <>
      <Findings findings={said.get(field)} />
      {firstBlocked === field && (
        <>
          <Alternatives
            alternatives={props.alternatives}
            date={day.date}
            names={rideNames(day)}
            onTake={props.onTake}
          />
          {props.afterBlock}
        </>
      )}
    </>
  )
  const memberSelect = (
    role: 'instructor' | 'therapist' | 'leader',
    value: MemberId | null,
    change: (id: MemberId | null) => Partial<RideDraft>,
  ) => (
    <Stack gap={6}>
      <Select
        label={t(`hippotherapy.fields.${role}`)}
        placeholder={t('hippotherapy.form.nobody')}
        data={members(role, [value])}
        value={value}
        onOptionSubmit={(id) => onChange(change(id as MemberId))}
        onClear={() => onChange(change(null))}
        searchable
        clearable
        allowDeselect={false}
        nothingFoundMessage={t('common.notFound')}
        comboboxProps={{ withinPortal: true }}
      />
      {rules(role)}
    </Stack>
  )
  return (
    <Stack gap={14}>
      <Stack gap={6}>
        {sessionId ? null : (
          <PersonPicker
            label={t('hippotherapy.fields.client')}
            value={draft.clientId}
            onChange={(id) => onChange({ clientId: id as PersonId | null })}
            required
            autoFocus
          />
        )}
        <Precautions of={props.precautions} />
        {rules('client')}
      </Stack>
      <Stack gap={6}>
        {props.when ?? (
          <Group gap={8} align="flex-start" wrap="nowrap" grow preventGrowOverflow={false}>
            <div style={{ flex: '1 1 140px', minWidth: 0 }}>
              <DateField
                label={t('common.date')}
                value={draft.date}
                onChange={(date) => date && onChange({ date })}
              />
            </div>
            <div style={{ flex: '0 0 94px' }}>
              <TimeField
                label={t('hippotherapy.fields.start')}
                value={draft.start}
                onChange={(start) => start && onChange({ start })}
              />
            </div>
            <div style={{ flex: '0 0 84px' }}>
              <MinutesField draft={draft} onChange={onChange} />
            </div>
          </Group>
        )}
        {rules('time')}
      </Stack>
      <div className={styles.horseAndPlace}>
        <Select
          label={t('hippotherapy.fields.horse')}
          data={day.horses.map(withAway)}
          value={draft.horseId}
          // Whoever takes what stands there already has chosen it too.
          onOptionSubmit={(id) => onChange({ horseId: id as HorseId })}
          allowDeselect={false}
          required
          searchable
          nothingFoundMessage={t('common.notFound')}
        />
        <Select
          label={t('hippotherapy.fields.place')}
          data={day.places.map(withAway)}
          value={draft.placeId}
          onOptionSubmit={(id) => onChange({ placeId: id as PlaceId })}
          allowDeselect={false}
          required
          searchable
          nothingFoundMessage={t('common.notFound')}
        />
      </div>
      {(said.has('horse') || said.has('place')) && (
        <Stack gap={6} mt={-6}>
          {rules('horse')}
          {rules('place')}
        </Stack>
      )}
      {memberSelect('instructor', draft.instructorId, (instructorId) => ({ instructorId }))}
      {memberSelect('leader', draft.leaderId, (leaderId) => ({ leaderId }))}
      <Stack gap={6}>
        <MultiSelect
          label={t('hippotherapy.fields.sidewalkers')}
          placeholder={draft.sidewalkerIds.length === 0 ? t('hippotherapy.form.nobody') : undefined}
          data={members('sidewalker', draft.sidewalkerIds)}
          value={[...draft.sidewalkerIds]}
          onChange={(ids) => onChange({ sidewalkerIds: ids as MemberId[] })}
          maxValues={mostSidewalkers}
          searchable={draft.sidewalkerIds.length < mostSidewalkers}
          nothingFoundMessage={t('common.notFound')}
        />
        {rules('sidewalker')}
      </Stack>
      {memberSelect('therapist', draft.therapistId, (therapistId) => ({ therapistId }))}
      <RiderBehind draft={draft} onChange={onChange} />
    </Stack>
  )
}

/** Length of the session. */
export function MinutesField({
  draft,
  onChange,
}: {
  draft: Pick<RideDraft, 'minutes'>
  onChange: (change: { minutes: number }) => void
}) {
  const { t } = useTranslation()
  return (
    <NumberInput
      label={t('hippotherapy.fields.minutes')}
      value={draft.minutes}
      onChange={(value) => {
        if (typeof value === 'number' && Number.isInteger(value) && value >= 5 && value <= 480)
          onChange({ minutes: value })
      }}
      min={5}
      max={480}
      step={5}
    />
  )
}

/** Rarely needed, so it is asked for: an adult who rides behind the child. */
function RiderBehind({ draft, onChange }: Pick<RideFieldsProps, 'draft' | 'onChange'>) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(draft.riderBehindKg > 0)
  return open || draft.riderBehindKg > 0 ? (
    <NumberInput
      label={t('hippotherapy.fields.riderBehind')}
      value={draft.riderBehindKg}
      onChange={(value) => typeof value === 'number' && onChange({ riderBehindKg: value })}
      min={0}
      max={150}
      decimalSeparator=","
      suffix={` ${t('common.kilograms')}`}
    />
  ) : (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={16} />}
      style={{ alignSelf: 'flex-start' }}
      onClick={() => setOpen(true)}
    >
      {t('hippotherapy.form.riderBehindHint')}
    </Button>
  )
}

interface ProposedProps {
  shown: boolean
  /** Who or what was not free, and what stands there instead. */
  replaced?: MethodOutput<'hippotherapy.usual'>['replaced']
}

/** Lines that say where a proposal comes from, and why somebody or something usual is not in it. */
export function Proposed({ shown, replaced = [] }: ProposedProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const notFree = (name: string, why: Finding | undefined): string => {
    if (why && why.code !== 'overlap') return findingSentence(why, language, t)
    const by = why && `${why.params.from}–${why.params.until}, ${why.params.clientName ?? ''}`
    return t('hippotherapy.form.notFree', { name: by ? `${name} (${by})` : name })
  }
  return (
    <>
      {shown && (
        <Text size="sm" c="dimmed">
          {t('hippotherapy.form.proposed')}
        </Text>
      )}
      {replaced.map(({ name, insteadName: instead, findings: [why] }) => (
        <Text key={name} size="sm">
          {[
            notFree(name, why),
            instead
              ? t('hippotherapy.form.replaced', { instead })
              : t('hippotherapy.form.notReplaced'),
          ].join(' ')}
        </Text>
      ))}
    </>
  )
}
