import { ActionIcon, Avatar, Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import {
  IconCheck,
  IconChevronDown,
  IconHistory,
  IconKey,
  IconLock,
  IconSearch,
  IconUser,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MethodOutput } from '#contract/index.ts'
import type { Member } from '#contract/team.ts'
import { currentActor } from '../lib/client.ts'
import { givenFirst, initials, surnameFirst } from '../lib/format.ts'
import { useRead } from '../lib/queries.ts'
import { useStored } from '../lib/stored.ts'
import { lock } from '../ui/lock.ts'
import { PinForm } from '../ui/PinForm.tsx'
import { LanguageMenu } from './LanguageMenu.tsx'
import { openSearch } from './Search.tsx'
import styles from './Shell.module.css'

interface HeaderProps {
  slot: (element: HTMLElement | null) => void
  /** Shows the recent changes, or puts them away. */
  onChanges: () => void
}

/** Date or title, search, changes, language, person: the same places on every screen. */
export function Header({ slot, onChanges }: HeaderProps) {
  const { t } = useTranslation()
  return (
    <header className={styles.header}>
      <div className={styles.headline} ref={slot} />
      <button type="button" className={styles.search} onClick={openSearch}>
        <IconSearch size={18} stroke={1.6} aria-hidden />
        <span>{t('common.header.search')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <ActionIcon
        size={36}
        aria-label={t('changes.open')}
        title={t('changes.open')}
        onClick={onChanges}
      >
        <IconHistory size={20} stroke={1.6} aria-hidden />
      </ActionIcon>
      <LanguageMenu />
      <PersonMenu />
    </header>
  )
}

/** Who works here: whoever has signed in, or, where nobody does, whoever is chosen. */
function PersonMenu() {
  const { data } = useRead('access.state', {})
  return data?.me ? <SignedInMenu me={data.me} /> : <ChoosePersonMenu />
}

function SignedInMenu({ me }: { me: NonNullable<MethodOutput<'access.state'>['me']> }) {
  const { t } = useTranslation()
  const [changing, setChanging] = useState(false)
  return (
    <>
      <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <UnstyledButton className={styles.person}>
            <VisuallyHidden>{t('common.header.whoWorks')}: </VisuallyHidden>
            <Avatar size={28} color="teal" variant="light" aria-hidden>
              {initials(me)}
            </Avatar>
            <span>{givenFirst(me)}</span>
            <IconChevronDown size={14} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{me.roles.map((role) => t(`common.roles.${role}`)).join(', ')}</Menu.Label>
          <Menu.Item
            leftSection={<IconLock size={16} aria-hidden />}
            rightSection={<kbd>Ctrl L</kbd>}
            onClick={() => void lock()}
          >
            {t('access.menu.lock')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconKey size={16} aria-hidden />}
            onClick={() => setChanging(true)}
          >
            {t('access.menu.changePin')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changing && <PinForm member={me} own onClose={() => setChanging(false)} />}
    </>
  )
}

function ChoosePersonMenu() {
  const { t } = useTranslation()
  const team = useRead('team.list', {})
  const actor = useStored(currentActor)
  const members = team.data?.members ?? []
  const who = members.find(({ id }) => id === actor)
  return (
    <Menu
      position="bottom-end"
      width={300}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <UnstyledButton className={styles.person}>
          <VisuallyHidden>{t('common.header.whoWorks')}: </VisuallyHidden>
          <Avatar size={28} color="teal" variant="light" aria-hidden>
            {who ? initials(who) : <IconUser size={16} />}
          </Avatar>
          <span>{who ? givenFirst(who) : t('common.header.nobody')}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('common.header.nobodyHint')}</Menu.Label>
        {members.map((member) => (
          <MemberItem key={member.id} member={member} chosen={member.id === actor} />
        ))}
        {members.length === 0 && <Menu.Item disabled>{t('common.header.noTeam')}</Menu.Item>}
        {who && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => currentActor.set(null)}>
              {t('common.header.nobody')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function MemberItem({ member, chosen }: { member: Member; chosen: boolean }) {
  const { t } = useTranslation()
  return (
    <Menu.Item
      onClick={() => currentActor.set(member.id)}
      rightSection={chosen ? <IconCheck size={16} aria-hidden /> : null}
    >
      {surnameFirst({ ...member, patronymic: null })}
      <span style={{ display: 'block', fontSize: 12.5, color: 'var(--ink-soft)' }}>
        {member.roles.map((role) => t(`common.roles.${role}`)).join(', ')}
      </span>
    </Menu.Item>
  )
}
