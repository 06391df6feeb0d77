import { ActionIcon, Avatar, Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import {
  IconCheck,
  IconChevronDown,
  IconHistory,
  IconLanguage,
  IconSearch,
  IconUser,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Member } from '#contract/team.ts'
import { languages } from '#contract/values.ts'
import { currentActor } from '../lib/client.ts'
import { givenFirst, initials, surnameFirst } from '../lib/format.ts'
import { useRead } from '../lib/queries.ts'
import { useStored } from '../lib/stored.ts'
import { setLanguage, useLanguage } from '../texts/index.ts'
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

function LanguageMenu() {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={styles.person}>
          <IconLanguage size={18} stroke={1.6} aria-hidden />
          <VisuallyHidden>
            {t('common.language')}: {t(`common.languages.${language}`)}
          </VisuallyHidden>
          <span aria-hidden>{language}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((one) => (
          <Menu.Item
            key={one}
            lang={one}
            onClick={() => setLanguage(one)}
            rightSection={one === language ? <IconCheck size={16} aria-hidden /> : null}
          >
            {t(`common.languages.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function PersonMenu() {
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
