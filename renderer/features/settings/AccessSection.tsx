import { Alert, Button, Code, CopyButton, Group, Select, Stack, Table, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MethodOutput } from '#contract/index.ts'
import {
  type RightName,
  rightNames,
  rights,
  type SightName,
  sightNames,
  sightRoles,
} from '#contract/rights.ts'
import { type Role, roles } from '#contract/team.ts'
import { useDenied } from '../../lib/access.ts'
import { dayAndMonth, surnameFirst } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { notifyDone, notifyFailure } from '../../ui/answers.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { PinForm } from '../../ui/PinForm.tsx'
import { NewCode } from './NewCode.tsx'
import { NoteHolders } from './NoteHolders.tsx'
import { Sure } from './Sure.tsx'
import styles from './settings.module.css'

type State = MethodOutput<'access.state'>
type Colleague = State['members'][number]

/** Who signs in, with what, and what each may do and see. */
export function AccessSection() {
  const { t } = useTranslation()
  const { data, error, refetch } = useRead('access.state', {})
  const denied = useDenied('guarding')
  /** Whose PIN is being set: it stays open when with the first of all everything around it changes. */
  const [asking, setAsking] = useState<{ who: Colleague; own: boolean } | null>(null)
  if (error) return <ErrorSentence error={error} onAgain={() => void refetch()} />
  if (!data) return null
  return (
    <div className={styles.page}>
      <h2>{t('access.section.title')}</h2>
      <Text size="sm" c="dimmed" mb={12}>
        {data.guarded
          ? t('access.section.guarded', { minutes: data.idleMinutes })
          : t('access.section.open')}
      </Text>
      {denied !== undefined && <Text mb={12}>{denied}</Text>}
      {data.guarded ? (
        <>
          <People
            members={data.members}
            denied={denied}
            onAsk={(who) => setAsking({ who, own: data.me?.memberId === who.memberId })}
          />
          {denied === undefined && (
            <>
              <NewCode isThere />
              <NoteHolders members={data.members} />
              <Keys members={data.members} />
            </>
          )}
        </>
      ) : (
        <FirstPin members={data.members} onAsk={(who) => setAsking({ who, own: false })} />
      )}
      <RightsTable />
      {asking && <PinForm member={asking.who} own={asking.own} onClose={() => setAsking(null)} />}
    </div>
  )
}

/** The first PIN, a coordinator's. */
function FirstPin({ members, onAsk }: Omit<PeopleProps, 'denied'>) {
  const { t } = useTranslation()
  const coordinators = members.filter((one) => one.roles.includes('coordinator'))
  const [chosenId, setChosen] = useState<string | null>(null)
  const chosen = coordinators.find(({ memberId }) => memberId === chosenId) ?? coordinators[0]
  if (!chosen) return <Alert color="yellow">{t('access.section.noCoordinator')}</Alert>
  return (
    <Group align="end" gap={8}>
      <Select
        label={t('access.recover.coordinator')}
        data={coordinators.map((one) => ({ value: one.memberId, label: surnameFirst(one) }))}
        value={chosen.memberId}
        onChange={setChosen}
        allowDeselect={false}
      />
      <Button onClick={() => onAsk(chosen)}>{t('access.section.protect')}</Button>
    </Group>
  )
}

interface PeopleProps {
  members: readonly Colleague[]
  denied: string | undefined
  /** Opens the form of their PIN. */
  onAsk: (who: Colleague) => void
}
function People({ members, denied, onAsk }: PeopleProps) {
  const { t } = useTranslation()
  const removePin = useWrite('access.removePin')
  const [closing, setClosing] = useState<Colleague | null>(null)
  const close = async (one: Colleague) => {
    setClosing(null)
    try {
      await removePin.mutateAsync({ memberId: one.memberId })
      notifyDone(t('access.section.removed', { name: surnameFirst(one) }))
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <Table verticalSpacing={6} mb={8}>
      <Table.Tbody>
        {members.map((one) => (
          <Table.Tr key={one.memberId}>
            <Table.Td>
              {surnameFirst(one)}
              <Text size="sm" c="dimmed">
                {one.roles.map((role) => t(`common.roles.${role}`)).join(', ')}
              </Text>
            </Table.Td>
            <Table.Td>
              {one.hasPin && <IconCheck size={16} aria-hidden style={{ verticalAlign: '-3px' }} />}{' '}
              {one.hasPin ? t('access.section.hasPin') : t('access.section.noPin')}
            </Table.Td>
            <Table.Td>
              <Group gap={8} justify="end" wrap="nowrap">
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={denied !== undefined}
                  onClick={() => onAsk(one)}
                >
                  {one.hasPin ? t('access.section.resetPin') : t('access.section.setPin')}
                </Button>
                {one.hasPin && (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    disabled={denied !== undefined}
                    onClick={() => setClosing(one)}
                  >
                    {t('access.section.removePin')}
                  </Button>
                )}
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      {closing && (
        <Sure
          question={t('access.section.removePinAsk', { name: surnameFirst(closing) })}
          yes={t('access.section.removePin')}
          onYes={() => void close(closing)}
          onNo={() => setClosing(null)}
        />
      )}
    </Table>
  )
}

/** With a key a script acts as a member. */
function Keys({ members }: { members: readonly Colleague[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useRead('access.keys', {})
  const make = useWrite('access.makeKey')
  const remove = useWrite('access.removeKey')
  const known = members.filter(({ hasPin }) => hasPin)
  const [memberId, setMemberId] = useState<string | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  const chosen = known.find((one) => one.memberId === memberId) ?? known[0]
  const makeKey = async () => {
    if (!chosen) return
    try {
      setShown((await make.mutateAsync({ memberId: chosen.memberId })).key)
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <>
      <h2>{t('access.section.keys')}</h2>
      <Text size="sm" c="dimmed" mb={8}>
        {t('access.section.keysHint')}
      </Text>
      {data?.keys.map(({ keyId, name, madeAt }) => (
        <Group key={keyId} gap={12} mb={6}>
          <span>{name}</span>
          <Text size="sm" c="dimmed">
            {t('access.section.madeAt', {
              when: `${dayAndMonth(madeAt.slice(0, 10), language)}, ${madeAt.slice(11, 16)}`,
            })}
          </Text>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => void remove.mutateAsync({ keyId }).catch(notifyFailure)}
          >
            {t('access.section.removeKey')}
          </Button>
        </Group>
      ))}
      <Group align="end" gap={8}>
        <Select
          label={t('access.signIn.who')}
          data={known.map((one) => ({ value: one.memberId, label: surnameFirst(one) }))}
          value={chosen?.memberId ?? null}
          onChange={setMemberId}
          allowDeselect={false}
        />
        <Button variant="default" loading={make.isPending} onClick={() => void makeKey()}>
          {t('access.section.makeKey')}
        </Button>
      </Group>
      {shown && (
        <Stack gap={6} mt={10} role="status">
          <Text size="sm">{t('access.section.keyShown')}</Text>
          <Code block>{shown}</Code>
          <CopyButton value={shown}>
            {({ copied, copy }) => (
              <Button size="compact-sm" w="fit-content" variant="default" onClick={copy}>
                {copied ? t('access.section.copied') : t('access.section.copy')}
              </Button>
            )}
          </CopyButton>
        </Stack>
      )}
    </>
  )
}

/** The table of rights, as the service decides by it. */
function RightsTable() {
  const { t } = useTranslation()
  const line = (key: string, label: string, who: readonly Role[]) => (
    <Table.Tr key={key}>
      <Table.Th scope="row" fw={400}>
        {label}
      </Table.Th>
      {roles.map((role) => (
        <Table.Td key={role} ta="center">
          {who.includes(role) ? (
            <IconCheck size={16} aria-label={t('access.table.yes')} />
          ) : (
            <span role="img" aria-label={t('access.table.no')} />
          )}
        </Table.Td>
      ))}
    </Table.Tr>
  )
  const head = (label: string) => (
    <Table.Tr>
      <Table.Th scope="col" w={350}>
        {label}
      </Table.Th>
      {roles.map((role) => (
        <Table.Th key={role} scope="col" className={styles.upright}>
          {t(`common.roles.${role}`)}
        </Table.Th>
      ))}
    </Table.Tr>
  )
  return (
    <>
      <h2>{t('access.table.title')}</h2>
      <Table withRowBorders={false} striped verticalSpacing={4}>
        <Table.Thead>{head(t('access.table.may'))}</Table.Thead>
        <Table.Tbody>
          {rightNames.map((right: RightName) =>
            line(right, t(`access.rights.${right}`), rights[right].roles),
          )}
        </Table.Tbody>
      </Table>
      <Table withRowBorders={false} striped verticalSpacing={4} mt={16}>
        <Table.Thead>{head(t('access.table.sees'))}</Table.Thead>
        <Table.Tbody>
          {sightNames.map((sight: SightName) =>
            line(sight, t(`access.sights.${sight}`), sightRoles[sight]),
          )}
        </Table.Tbody>
      </Table>
    </>
  )
}
