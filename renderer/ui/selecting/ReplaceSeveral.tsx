import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResourceRole, SessionKind } from '#contract/schedule.ts'
import type { ChosenSession, Replacement } from '#contract/settling.ts'
import { surnameFirst } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { missingSaid } from '../validate.ts'
import { type Shared, type Sort, sharedIn, sortsOfAll } from './actions.ts'
import { SeveralForm, type SeveralProps } from './SeveralForm.tsx'
import { type Decided, useSettling } from './useSettling.ts'

/** The role of whoever leads a session of a kind. */
const leaderOf: Record<SessionKind, ResourceRole> = {
  ride: 'instructor',
  class: 'teacher',
  consultation: 'psychologist',
  course: 'course_leader',
}

/** Whom to replace: somebody or something that some of them have, or whoever it is in all of them. */
interface Whom {
  readonly key: string
  readonly sort: Sort
  readonly shared: Shared | null
}

function whomOf(sessions: readonly ChosenSession[]): Whom[] {
  const shared = sharedIn(sessions)
  return sortsOfAll(sessions).flatMap((sort) => [
    ...shared
      .filter((one) => one.sort === sort)
      .sort((one, other) => other.sessions.length - one.sessions.length)
      .map((one) => ({ key: one.id, sort, shared: one })),
    { key: sort, sort, shared: null },
  ])
}

/** Gives all of them another horse, member of the team or place: in whatever role the one before had. */
export function ReplaceSeveral({ sessions, onDone, onClose }: SeveralProps) {
  const { t } = useTranslation()
  const whom = whomOf(sessions)
  const [key, setKey] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  // What all of them share is most likely meant.
  const common = whom.find(({ shared }) => shared?.sessions.length === sessions.length)
  const chosen = whom.find((one) => one.key === key) ?? common ?? null
  const candidates = useCandidates(chosen?.sort ?? null)
  const toName = candidates.find(({ value }) => value === to)?.label ?? ''
  const decide = (session: ChosenSession): Decided | null => {
    const replacement = chosen && to && replacementIn(session, chosen, to)
    return replacement ? { do: 'replace', with: [replacement] } : null
  }
  const settling = useSettling({
    ...{ sessions, onDone, decide },
    said: (words) => t('selecting.replace.done', { ...words, name: toName }),
  })
  const becomes = ({ uses }: ChosenSession) => {
    const before = chosen?.shared?.name ?? uses.find(({ role }) => role === chosen?.sort)?.name
    return before ? `${before} → ${toName}` : `→ ${toName}`
  }
  return (
    <SeveralForm
      title={t('selecting.replace.title')}
      saveLabel={t('selecting.replace.save')}
      sessions={sessions}
      settling={settling}
      missing={missingSaid(t, [
        chosen === null && t('selecting.replace.whom'),
        to === null && t('selecting.replace.by'),
      ])}
      dirty={to !== null}
      becomes={becomes}
      onClose={onClose}
    >
      <Select
        label={t('selecting.replace.whom')}
        data={(['horse', 'member', 'place'] as const).flatMap((sort) => {
          const items = whom
            .filter((one) => one.sort === sort)
            .map((one) => ({
              value: one.key,
              label: one.shared
                ? `${one.shared.name} (${one.shared.sessions.length})`
                : t(`selecting.replace.all.${sort}`),
            }))
          return items.length > 0 ? [{ group: t(`selecting.sorts.${sort}`), items }] : []
        })}
        value={chosen?.key ?? null}
        allowDeselect={false}
        searchable
        data-autofocus={common === undefined || undefined}
        onChange={(next) => {
          setKey(next)
          setTo(null)
        }}
      />
      <Select
        label={t('selecting.replace.by')}
        data={candidates.filter(({ value }) => value !== chosen?.key)}
        value={to}
        searchable
        disabled={!chosen}
        nothingFoundMessage={t('selecting.replace.nobody')}
        data-autofocus={common !== undefined || undefined}
        onChange={setTo}
      />
    </SeveralForm>
  )
}

/** Null for a session that has nobody to be replaced, or has the new one already. */
function replacementIn(
  { kind, uses }: ChosenSession,
  { sort, shared }: Whom,
  to: string,
): Replacement | null {
  const id = to as NonNullable<Replacement['id']>
  if (shared) return uses.some((use) => use.id === shared.id) ? { instead: shared.id, id } : null
  const role = sort === 'member' ? leaderOf[kind] : sort
  return uses.some((use) => use.role === role && use.id === to) ? null : { role, id }
}

/** All who may take it over: the rules say line by line who can. */
function useCandidates(sort: Sort | null): { value: string; label: string }[] {
  const horses = useRead('horses.list', sort === 'horse' ? {} : null)
  const team = useRead('team.list', sort === 'member' ? {} : null)
  const places = useRead('places.list', sort === 'place' ? {} : null)
  switch (sort) {
    case 'horse':
      return (horses.data?.horses ?? [])
        .filter((one) => one.active)
        .map((one) => ({ value: one.id, label: one.name }))
    case 'member':
      return (team.data?.members ?? [])
        .filter((one) => one.active)
        .map((one) => ({ value: one.id, label: surnameFirst(one) }))
    case 'place':
      return (places.data?.places ?? [])
        .filter((one) => one.active)
        .map((one) => ({ value: one.id, label: one.name }))
    case null:
      return []
  }
}
