import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChosenSession } from '#contract/settling.ts'
import { dayAndMonth } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { errorSentence, refusalSaid } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce, refusedBy } from '../announce.ts'
import { asPanel } from '../asPanel.tsx'
import { ErrorSentence } from '../ErrorSentence.tsx'
import { Findings } from '../Findings.tsx'
import { SidePanel } from '../SidePanel.tsx'
import { leads } from './actions.ts'
import { SettledLines } from './SettledLines.tsx'
import type { SeveralProps } from './SeveralForm.tsx'

const exchanged = ['horse', 'leader', 'place', 'hour'] as const
type What = (typeof exchanged)[number]

/** What a session gives to the other one, by name; nothing that it has not. */
function given({ uses, date, start }: ChosenSession, what: What, day: string): string | undefined {
  switch (what) {
    case 'horse':
    case 'place':
      return uses.find(({ role }) => role === what)?.name
    case 'leader':
      return uses.find(leads)?.name
    case 'hour':
      return date === day ? start : `${date} ${start}`
  }
}

/** Two sessions exchange their horses, those who lead them, their places or their hours: both or neither. */
export const ExchangeTwo = asPanel(function ExchangeTwo(props: SeveralProps) {
  const { sessions, onDone, onClose } = props
  const { t } = useTranslation()
  const language = useLanguage()
  const [one, other] = sessions
  const possible = exchanged.filter((what) => {
    const [mine, theirs] = sessions.map((session) => given(session, what, session.date))
    const another = one && other && (what !== 'hour' ? mine !== theirs : !isSameHour(one, other))
    const sameRole = what !== 'leader' || one?.kind === other?.kind
    return mine !== undefined && theirs !== undefined && another && sameRole
  })
  const [picked, setPicked] = useState<What | null>(null)
  const what = possible.find((each) => each === picked) ?? possible[0]
  const asked =
    one && other && what ? { sessionId: one.sessionId, withSessionId: other.sessionId, what } : null
  const preview = useRead('schedule.tryExchange', asked)
  const exchange = useWrite('schedule.exchange')
  const error = exchange.error ?? preview.error
  const refused = refusedBy(error)
  const save = async (): Promise<void> => {
    if (!asked) return
    try {
      const { changeId } = await exchange.mutateAsync(asked)
      const who = sessions.map(({ title }) => title).join(', ')
      announce(
        t('selecting.exchange.done', {
          who,
          what: t(`selecting.exchange.${asked.what}`).toLowerCase(),
        }),
        changeId,
      )
      onDone([])
    } catch {
      // The refusal stands in the panel, from `exchange.error`.
    }
  }
  const becomes = (session: ChosenSession): string => {
    const from = session === one ? other : one
    if (!from || !what) return ''
    if (what !== 'hour') return `→ ${given(from, what, from.date) ?? ''}`
    return `→ ${from.date === session.date ? '' : `${dayAndMonth(from.date, language)}, `}${from.start}`
  }
  const refusal =
    refused === null
      ? error && errorSentence(t, language, error.code, error.params)
      : refusalSaid(refused.refusals, language)
  const whyNot = asked ? (refusal ?? undefined) : t('common.panel.nothing')
  return (
    <SidePanel
      title={t('selecting.exchange.title')}
      width={440}
      onClose={onClose}
      onSave={() => void save()}
      whyNot={whyNot}
      saving={exchange.isPending}
      checking={asked !== null && preview.isFetching}
      saveLabel={t('selecting.exchange.save')}
    >
      <Stack gap={16}>
        <Radio.Group
          label={t('selecting.exchange.what')}
          value={what ?? null}
          onChange={(chosen) => {
            exchange.reset()
            setPicked(exchanged.find((each) => each === chosen) ?? null)
          }}
        >
          <Stack gap={8} mt={6}>
            {possible.map((each) => (
              <Radio
                key={each}
                value={each}
                label={t(`selecting.exchange.${each}`)}
                data-autofocus={each === what || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        {refused ? (
          <Findings findings={refused.refusals} />
        ) : (
          error && <ErrorSentence error={error} />
        )}
        <SettledLines
          sessions={sessions}
          outcomes={preview.data?.outcomes ?? []}
          becomes={becomes}
        />
      </Stack>
    </SidePanel>
  )
})

const isSameHour = (one: ChosenSession, other: ChosenSession) =>
  one.date === other.date && one.start === other.start
