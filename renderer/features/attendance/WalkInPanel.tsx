import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttendanceLine, OpenCredit } from '#contract/attendance.ts'
import type { LocalDate, PersonId } from '#contract/values.ts'
import { dayAndMonth, surnameFirst } from '../../lib/format.ts'
import { useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { FormRow } from '../../ui/Form.tsx'
import { DateField, PhoneField, TextField } from '../../ui/fields.tsx'
import { focusOnMount } from '../../ui/focusOnMount.ts'
import { PersonPicker } from '../../ui/PersonPicker.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { missingSaid } from '../../ui/validate.ts'

interface WalkInPanelProps {
  /** A line of the class. */
  session: Pick<AttendanceLine, 'sessionId' | 'groupName'>
  onClose: () => void
}

interface NewPerson {
  familyName: string
  givenName: string
  birthDate: LocalDate | null
  phone: string | null
}

/** Somebody who is on the list by now, and what they could make up for there. */
interface Come {
  personId: PersonId
  name: string
  credits: readonly OpenCredit[]
}

/** Somebody who came without being on the list: from the files, or new in a few fields. */
export const WalkInPanel = asPanel(function WalkInPanel({ session, onClose }: WalkInPanelProps) {
  const { t } = useTranslation()
  const { sessionId } = session
  const [known, setKnown] = useState<{ id: PersonId; name: string } | null>(null)
  const [fresh, setFresh] = useState<NewPerson | null>(null)
  const [come, setCome] = useState<Come | null>(null)
  const walkIn = useWrite('attendance.walkIn')
  const missing = missingSaid(
    t,
    fresh
      ? (['familyName', 'givenName'] as const).map(
          (name) => fresh[name].trim() === '' && t(`people.field.${name}`),
        )
      : [known === null && t('attendance.walkIn.who')],
  )
  const save = async () => {
    const person = fresh ?? (known && { personId: known.id })
    if (!person || missing) return
    try {
      const { changeId, personId, credits } = await walkIn.mutateAsync({ sessionId, person })
      const name = fresh ? surnameFirst({ ...fresh, patronymic: null }) : (known?.name ?? '')
      announce(t('attendance.walkIn.done', { name }), changeId)
      if (credits.length === 0) onClose()
      else setCome({ personId, name, credits })
    } catch {
      // The refusal stands in the panel, from `walkIn.error`.
    }
  }
  if (come) return <MakeUpQuestion session={session} come={come} onClose={onClose} />
  return (
    <SidePanel
      title={t('attendance.walkIn.add')}
      subtitle={session.groupName}
      onClose={onClose}
      onSave={() => void save()}
      whyNot={missing}
      saving={walkIn.isPending}
      saveLabel={t('attendance.walkIn.save')}
      dirty={known !== null || fresh !== null}
    >
      <Stack gap={14}>
        {walkIn.isError && <ErrorSentence error={walkIn.error} />}
        {fresh === null ? (
          <>
            <PersonPicker
              label={t('attendance.walkIn.who')}
              value={known?.id ?? null}
              onChange={(_, person) =>
                setKnown(person && { id: person.id, name: surnameFirst(person) })
              }
              autoFocus
            />
            <Button
              variant="default"
              onClick={() =>
                setFresh({ familyName: '', givenName: '', birthDate: null, phone: null })
              }
            >
              {t('attendance.walkIn.new')}
            </Button>
          </>
        ) : (
          <>
            <FormRow>
              <TextField
                label={t('people.field.familyName')}
                value={fresh.familyName}
                required
                ref={focusOnMount}
                onChange={(familyName) => setFresh({ ...fresh, familyName: familyName ?? '' })}
              />
              <TextField
                label={t('people.field.givenName')}
                value={fresh.givenName}
                required
                onChange={(givenName) => setFresh({ ...fresh, givenName: givenName ?? '' })}
              />
            </FormRow>
            <FormRow>
              <DateField
                label={t('people.field.birthDate')}
                value={fresh.birthDate}
                onChange={(birthDate) => setFresh({ ...fresh, birthDate })}
              />
              <PhoneField
                label={t('people.field.phone')}
                value={fresh.phone}
                onChange={(phone) => setFresh({ ...fresh, phone })}
              />
            </FormRow>
            <Text size="sm" c="dimmed">
              {t('attendance.walkIn.mergeHint')}
            </Text>
            <Button variant="default" onClick={() => setFresh(null)}>
              {t('attendance.walkIn.fromFiles')}
            </Button>
          </>
        )}
      </Stack>
    </SidePanel>
  )
})

interface MakeUpQuestionProps extends WalkInPanelProps {
  come: Come
}

/** Whether somebody who walked in makes up for an absence: they are on the list either way. */
function MakeUpQuestion({ session, come, onClose }: MakeUpQuestionProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const walkIn = useWrite('attendance.walkIn')
  const { personId, name, credits } = come
  const spend = async ({ creditId, missedOn }: OpenCredit) => {
    try {
      const { changeId } = await walkIn.mutateAsync({
        ...{ sessionId: session.sessionId, person: { personId }, creditId },
      })
      const date = dayAndMonth(missedOn, language)
      announce(t('attendance.walkIn.madeUp', { name, date }), changeId)
      onClose()
    } catch {
      // The refusal stands in the panel, from `walkIn.error`.
    }
  }
  return (
    <SidePanel
      title={t('attendance.walkIn.asMakeUp')}
      subtitle={`${name} · ${session.groupName}`}
      onClose={onClose}
    >
      <Stack gap={14}>
        {walkIn.isError && <ErrorSentence error={walkIn.error} />}
        {credits.map((credit) => (
          <Stack key={credit.creditId} gap={6}>
            <Text>
              {t('attendance.walkIn.owes', {
                date: dayAndMonth(credit.missedOn, language),
                group: credit.groupName,
                until: dayAndMonth(credit.expiresOn, language),
              })}
            </Text>
            <Button h={44} disabled={walkIn.isPending} onClick={() => void spend(credit)}>
              {t('attendance.walkIn.yes')}
            </Button>
          </Stack>
        ))}
        <Button h={44} variant="default" onClick={onClose}>
          {t('attendance.walkIn.no')}
        </Button>
      </Stack>
    </SidePanel>
  )
}
