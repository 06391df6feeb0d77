import { Button, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { isOfOneDay } from '#contract/rules/lists.ts'
import type { Group, Membership } from '#contract/studio.ts'
import type { GroupId, LocalDate } from '#contract/values.ts'
import type { ServiceError } from '../../lib/client.ts'
import { today } from '../../lib/dates.ts'
import { longDate } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { Findings } from '../../ui/Findings.tsx'
import { FormSection } from '../../ui/Form.tsx'
import { DateField } from '../../ui/fields.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'

interface MembershipPanelProps {
  group: Pick<Group, 'groupId' | 'name'>
  membership: Membership
  onClose: () => void
}

/** A member of a group: moved to another group, or out. */
export const MembershipPanel = asPanel(function MembershipPanel({
  group,
  membership,
  onClose,
}: MembershipPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { personId, name, joinedOn } = membership
  const [on, setOn] = useState<LocalDate>(joinedOn > today() ? joinedOn : today())
  const [to, setTo] = useState<GroupId | null>(null)
  const groups = useRead('studio.groups', {})
  const asked = to && { personId, fromGroupId: group.groupId, toGroupId: to, on }
  const tried = useRead('studio.tryTransfer', asked, { keepPrevious: true })
  const leave = useWrite('studio.leave')
  const transfer = useWrite('studio.transfer')
  const [refusal, setRefusal] = useState<ServiceError | null>(null)

  const findings = asked ? (tried.data?.findings ?? []) : []
  const blocks = findings.filter(({ severity }) => severity === 'block')
  const onlyClashes = blocks.length > 0 && blocks.every(isOfOneDay)
  const run = async (work: () => Promise<void>) => {
    setRefusal(null)
    try {
      await work()
      onClose()
    } catch (error) {
      setRefusal(error as ServiceError)
    }
  }
  const move = () => {
    if (!asked) return
    void run(async () => {
      const { changeId } = await transfer.mutateAsync({ ...asked, leaveClashes: onlyClashes })
      announce(t('studio.done.transferred', { name }), changeId)
    })
  }
  const out = () =>
    void run(async () => {
      const { changeId } = await leave.mutateAsync({ groupId: group.groupId, personId, on })
      announce(t('studio.done.left', { name }), changeId)
    })
  return (
    <SidePanel
      title={name}
      subtitle={`${group.name} · ${t('studio.joinedOn', { date: longDate(joinedOn, language) })}`}
      width={440}
      onClose={onClose}
    >
      <Stack gap={18}>
        {refusal && <ErrorSentence error={refusal} />}
        <Button component={Link} variant="default" href={`/people/${personId}`}>
          {t('studio.openFile')}
        </Button>
        <DateField
          label={t('studio.field.on')}
          value={on}
          onChange={(date) => date && setOn(date)}
        />
        <FormSection title={t('studio.transfer')}>
          <Select
            label={t('studio.field.toGroup')}
            value={to}
            data={(groups.data?.groups ?? [])
              .filter((one) => one.groupId !== group.groupId)
              .map((one) => ({
                value: one.groupId as string,
                label: `${one.name} · ${t('studio.membersOf', one)}`,
              }))}
            searchable
            onChange={(id) => setTo(id as GroupId | null)}
          />
          <Findings findings={findings} />
          <Button
            disabled={!asked || (blocks.length > 0 && !onlyClashes)}
            loading={transfer.isPending}
            onClick={move}
          >
            {onlyClashes ? t('studio.leaveOut') : t('studio.transferSave')}
          </Button>
        </FormSection>
        <FormSection title={t('studio.leave')}>
          <Text size="sm" c="dimmed">
            {t('studio.leaveHint')}
          </Text>
          <Button variant="default" loading={leave.isPending} onClick={out}>
            {t('studio.leave')}
          </Button>
        </FormSection>
      </Stack>
    </SidePanel>
  )
})
