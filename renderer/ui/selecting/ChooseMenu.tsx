import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical, IconListCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChosenSession } from '#contract/settling.ts'
import type { SessionId } from '#contract/values.ts'
import { useDenied } from '../../lib/access.ts'
import { nowTime, today } from '../../lib/dates.ts'
import { useRead } from '../../lib/queries.ts'
import { DoButton } from '../DoButton.tsx'
import { type SeveralAction, type Shared, sharedIn } from './actions.ts'
import type { Selecting } from './useSelecting.ts'

interface ChooseMenuProps {
  selecting: Selecting
  /** Those on the screen that may be chosen. */
  ids: readonly SessionId[]
  /** Only what concerns these is offered, by id: the horse of a column, all whom a session has. */
  of?: ReadonlySet<string> | undefined
  /** A small button without words, for a head: what it is called. */
  small?: string
  /** Beside large buttons, made for a thumb. */
  large?: boolean
  onAct: (action: SeveralAction) => void
}

/** Chooses many at once: this afternoon, all of a horse, a person, somebody of the team, a place. */
export function ChooseMenu({ selecting, ids, of, small, large, onAct }: ChooseMenuProps) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const denied = useDenied('settling')
  const read = useRead('schedule.sessions', opened ? { sessionIds: [...ids] } : null)
  const all = read.data?.sessions ?? []
  const sessions = of ? all.filter(({ uses }) => uses.some(({ id }) => of.has(id))) : all
  const afternoon = afternoonOf(sessions)
  const shared = sharedIn(all).filter((one) => (of ? of.has(one.id) : one.sessions.length > 1))
  const choose = (chosen: readonly ChosenSession[]) =>
    selecting.choose(chosen.map(({ sessionId }) => sessionId))
  const counted = (words: string, { length }: readonly unknown[]) => `${words} (${length})`
  const item = (one: Shared) => (
    <Menu.Item key={one.id} onClick={() => choose(one.sessions)}>
      {counted(one.name, one.sessions)}
    </Menu.Item>
  )
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start" withinPortal trapFocus>
      <Menu.Target>
        {small === undefined ? (
          <DoButton
            right="settling"
            {...(large
              ? { variant: 'default', h: 44, px: 14 }
              : { variant: 'subtle', size: 'compact-sm' })}
            leftSection={<IconListCheck size={16} stroke={1.6} aria-hidden />}
            disabled={ids.length === 0}
          >
            {t('selecting.menu.open')}
          </DoButton>
        ) : (
          <ActionIcon
            size={24}
            aria-label={small}
            title={denied ?? small}
            disabled={ids.length === 0 || denied !== undefined}
          >
            <IconDotsVertical size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflow: 'auto' }}>
        {small !== undefined && (
          <>
            <Menu.Label>{small}</Menu.Label>
            <Menu.Item disabled={sessions.length === 0} onClick={() => choose(sessions)}>
              {counted(t('selecting.menu.wholeColumn'), sessions)}
            </Menu.Item>
          </>
        )}
        <Menu.Item disabled={afternoon.length === 0} onClick={() => choose(afternoon)}>
          {counted(t('selecting.menu.afternoon'), afternoon)}
        </Menu.Item>
        {!of && (
          <Menu.Item disabled={sessions.length === 0} onClick={() => choose(sessions)}>
            {counted(t('selecting.menu.all'), sessions)}
          </Menu.Item>
        )}
        <Menu.Item
          disabled={afternoon.length === 0}
          onClick={() => {
            choose(afternoon)
            onAct({ what: 'cancel', reason: 'weather' })
          }}
        >
          {t('selecting.menu.cancelAfternoon')}
        </Menu.Item>
        {(['horse', 'member', 'client', 'place'] as const).map((sort) => {
          const its = shared
            .filter((one) => one.sort === sort)
            .sort((one, other) => (one.sortKey < other.sortKey ? -1 : 1))
          // A column is one of them, and its head has said so.
          if (its.length === 0 || small !== undefined) return null
          if (of) {
            return [
              <Menu.Label key={sort}>{t(`selecting.sorts.${sort}`)}</Menu.Label>,
              ...its.map(item),
            ]
          }
          return (
            <Menu.Sub key={sort}>
              <Menu.Sub.Target>
                <Menu.Sub.Item>{t(`selecting.menu.${sort}`)}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown mah="60vh" style={{ overflow: 'auto' }}>
                {its.map(item)}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}

/** From here on it is afternoon: the midday break of the centre is over. */
const noon = '13:00'

/** What is to come after noon: of the day that is shown, of today where several are. */
export function afternoonOf(sessions: readonly ChosenSession[]): ChosenSession[] {
  const dates = new Set(sessions.map(({ date }) => date))
  const [only] = dates.size === 1 ? dates : [today()]
  return sessions.filter(
    ({ open, date, start }) =>
      open && date === only && start >= noon && `${date} ${start}` > `${today()} ${nowTime()}`,
  )
}
