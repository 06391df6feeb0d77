import { Button, Group as Row, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { GroupView, Membership, Waiting } from '#contract/studio.ts'
import type { GroupId } from '#contract/values.ts'
import { longDate, phone, shortDate } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { timesInWords } from '../../lib/week-hours.ts'
import { sheetAddress } from '../../print/address.ts'
import { useLanguage } from '../../texts/index.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { DoButton } from '../../ui/DoButton.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { FormSection } from '../../ui/Form.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { ClosePanel } from './ClosePanel.tsx'
import { GroupFormPanel } from './GroupFormPanel.tsx'
import { JoinPanel } from './JoinPanel.tsx'
import { MembershipPanel } from './MembershipPanel.tsx'
import { PlanPanel } from './PlanPanel.tsx'
import styles from './studio.module.css'
import { useStopWaiting } from './useQueue.ts'
import { freePlaces } from './words.ts'

type Mode =
  | { name: 'edit' | 'plan' | 'close' }
  | { name: 'join'; waiting: Waiting | null }
  | { name: 'member'; membership: Membership }

interface GroupPanelProps {
  groupId: string
  onClose: () => void
}

/** One group: what it is, its members, its queue, who was in it; and everything done with it. */
export const GroupPanel = asPanel(function GroupPanel({ groupId, onClose }: GroupPanelProps) {
  const { t } = useTranslation()
  const [mode, setMode] = useState<Mode | null>(null)
  const read = useRead('studio.group', { groupId: groupId as GroupId }, { keepPrevious: true })
  const back = () => setMode(null)
  if (!read.data) {
    return (
      <SidePanel title={t('studio.section.what')} width={440} onClose={onClose}>
        {read.isError ? (
          <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />
        ) : (
          t('common.loading')
        )}
      </SidePanel>
    )
  }
  const group = read.data
  switch (mode?.name) {
    case 'edit':
      return <GroupFormPanel group={group} onSaved={back} onClose={back} />
    case 'plan':
      return <PlanPanel group={group} onClose={back} />
    case 'close':
      return <ClosePanel group={group} onClose={back} />
    case 'join':
      return <JoinPanel group={group} waiting={mode.waiting} onClose={back} />
    case 'member':
      return <MembershipPanel group={group} membership={mode.membership} onClose={back} />
    default:
      return <Overview group={group} onMode={setMode} onClose={onClose} />
  }
})

interface OverviewProps {
  group: GroupView
  onMode: (mode: Mode) => void
  onClose: () => void
}

function Overview({ group, onMode, onClose }: OverviewProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const ready = group.placeId !== null && group.times.length > 0
  return (
    <SidePanel
      title={group.name}
      subtitle={t(`common.studios.${group.studio}`)}
      width={440}
      onClose={onClose}
      actions={
        <>
          <DoButton onClick={() => onMode({ name: 'join', waiting: null })}>
            {t('studio.join')}
          </DoButton>
          <DoButton variant="default" onClick={() => onMode({ name: 'edit' })}>
            {t('studio.edit')}
          </DoButton>
        </>
      }
    >
      <Stack gap={18}>
        <dl className={styles.facts}>
          <dt>{t('studio.column.times')}</dt>
          <dd>{timesInWords(group.times, language) || t('studio.lacks.times')}</dd>
          <dt>{t('studio.column.place')}</dt>
          <dd>{group.placeName ?? t('studio.lacks.place')}</dd>
          <dt>{t('studio.column.teacher')}</dt>
          <dd>{group.teacherName ?? t('studio.noTeacher')}</dd>
          {group.assistantNames.length > 0 && (
            <>
              <dt>{t('studio.column.assistants')}</dt>
              <dd>{group.assistantNames.join(', ')}</dd>
            </>
          )}
          <dt>{t('studio.section.term')}</dt>
          <dd>
            {longDate(group.from, language)} – {longDate(group.until, language)}
          </dd>
          <dt>{t('studio.column.state')}</dt>
          <dd>
            {group.lastClassOn
              ? `${group.classes}, ${t('studio.plannedUntil', { date: longDate(group.lastClassOn, language) })}`
              : t('studio.notPlanned')}
          </dd>
        </dl>
        <Row gap={8}>
          <Button
            px={12}
            variant={ready && !group.lastClassOn ? 'filled' : 'default'}
            onClick={() => onMode({ name: ready ? 'plan' : 'edit' })}
          >
            {t('studio.plan')}
          </Button>
          <Button
            component={Link}
            px={12}
            variant="default"
            href={sheetAddress('register', { group: group.groupId })}
          >
            {t('studio.register')}
          </Button>
          <Button variant="subtle" color="red" px={8} onClick={() => onMode({ name: 'close' })}>
            {t('studio.close')}
          </Button>
        </Row>
        {group.note && <p>{group.note}</p>}
        <FormSection
          title={`${t('studio.section.members')}: ${t('studio.membersOf', {
            members: group.members,
            capacity: group.capacity,
          })}`}
        >
          {group.memberList.length === 0 && <p>{t('studio.noMembers')}</p>}
          <ul className={styles.people}>
            {group.memberList.map((one) => (
              <li key={one.membershipId}>
                <span className={styles.who}>
                  <button
                    type="button"
                    className={styles.opener}
                    onClick={() => onMode({ name: 'member', membership: one })}
                  >
                    <span>{one.name}</span>
                    <small>
                      {[
                        t('studio.joinedOn', { date: shortDate(one.joinedOn, language) }),
                        one.cameFrom && t('studio.cameFrom', { group: one.cameFrom }),
                        one.leftOn && `– ${shortDate(one.leftOn, language)}`,
                      ]
                        .filter(Boolean)
                        .join(' ')}
                    </small>
                  </button>
                </span>
              </li>
            ))}
          </ul>
        </FormSection>
        <Queue group={group} onMode={onMode} />
        {group.former.length > 0 && (
          <FormSection title={t('studio.section.history')}>
            <ul className={styles.people}>
              {group.former.map((one) => (
                <li key={one.membershipId}>
                  <span className={styles.who}>
                    {one.name}
                    <small>
                      {t('studio.leftOn', {
                        from: shortDate(one.joinedOn, language),
                        until: one.leftOn ? shortDate(one.leftOn, language) : '',
                      })}{' '}
                      {one.wentTo && t('studio.wentTo', { group: one.wentTo })}
                    </small>
                  </span>
                </li>
              ))}
            </ul>
          </FormSection>
        )}
      </Stack>
    </SidePanel>
  )
}

function Queue({ group, onMode }: Omit<OverviewProps, 'onClose'>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const stopWaiting = useStopWaiting()
  const free = freePlaces(group)
  return (
    <FormSection title={t('studio.section.queue')}>
      {group.queue.length === 0 && <p>{t('studio.noQueue')}</p>}
      <ul className={styles.people}>
        {group.queue.map((one) => (
          <li key={one.personId}>
            <span className={styles.who}>
              {one.position}. {one.name}
              <small>
                {[
                  t('studio.joinedOn', { date: shortDate(one.since, language) }),
                  one.phone && phone(one.phone).replaceAll(' ', '\u00a0'),
                  one.note,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            {one.position <= free && (
              <Button
                onClick={() => onMode({ name: 'join', waiting: one })}
                aria-label={`${t('studio.promote')}: ${one.name}`}
              >
                {t('studio.promote')}
              </Button>
            )}
            <Button
              variant="subtle"
              px={10}
              onClick={() => void stopWaiting(one)}
              aria-label={`${t('studio.stopWaiting')}: ${one.name}`}
            >
              {t('common.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </FormSection>
  )
}
