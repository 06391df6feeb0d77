import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayView, SessionView } from '#contract/hippotherapy.ts'
import type { BoardWords } from '../../board/index.ts'
import { dayAndMonth, givenFirst, surnameFirst, timeRange } from '../../lib/format.ts'
import { findingSentence } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { type ColumnWords, lookOf } from './dayColumns.ts'

type Named = Pick<DayView, 'horses' | 'places' | 'members'>

/** Words of the columns and cards, and of the board itself. */
export function useColumnWords(day: Named): { column: ColumnWords; board: BoardWords } {
  const { t } = useTranslation()
  const language = useLanguage()
  const { horses, places, members } = day
  const column = useMemo((): ColumnWords => {
    const horse = new Map(horses.map(({ id, name }) => [id as string, name]))
    const place = new Map(places.map(({ id, name }) => [id as string, name]))
    const member = new Map(members.map((one) => [one.id as string, givenFirst(one)]))
    return {
      nobody: t('hippotherapy.head.nobody'),
      closed: t('hippotherapy.shade.closed'),
      rest: t('hippotherapy.shade.rest'),
      notWorking: t('hippotherapy.shade.notWorking'),
      away: ({ from, until, reason, note }, lastDay) => {
        const word = reason === 'other' ? null : t(`common.away.${reason}`)
        const why = [word, note].filter(Boolean).join(', ')
        const hours = [from, until].some(Boolean) ? timeRange(from ?? '', until ?? '') : null
        const day = lastDay && dayAndMonth(lastDay, language)
        if (day && !hours)
          return why
            ? t('hippotherapy.shade.awayWithReason', { reason: why, until: day })
            : t('hippotherapy.shade.away', { until: day })
        return [t('hippotherapy.shade.absent'), why, hours].filter(Boolean).join(', ')
      },
      memberName: (one) => givenFirst(one),
      sessionLabel: (session: SessionView) =>
        [
          timeRange(session.start, session.end),
          surnameFirst({
            familyName: session.clientFamilyName,
            givenName: session.clientGivenName,
          }),
          horse.get(session.horseId),
          place.get(session.placeId),
          session.instructorId ? member.get(session.instructorId) : undefined,
          t(`hippotherapy.states.${lookOf(session)}`),
          ...(session.state === 'not_ready'
            ? [
                t('hippotherapy.card.missing', {
                  what: [...new Set(session.missing)]
                    .map((seat) => t(`common.seats.${seat}`))
                    .join(', '),
                }),
              ]
            : []),
          ...[...session.findings, ...session.warnings].map((one) =>
            findingSentence(one, language, t),
          ),
        ]
          .filter(Boolean)
          .join(', '),
    }
  }, [t, language, horses, places, members])
  const board = useMemo(
    (): BoardWords => ({
      board: t('hippotherapy.board.name'),
      keys: t('hippotherapy.board.keys'),
      freeSlot: (name, from, until) => t('hippotherapy.board.freeSlot', { name, from, until }),
      shadedSlot: (name, from, until, why) =>
        t('hippotherapy.board.shadedSlot', { name, from, until, why }),
      landing: (name, from, until) => t('hippotherapy.board.landing', { name, from, until }),
      checking: t('hippotherapy.board.checking'),
      free: t('hippotherapy.board.free'),
    }),
    [t],
  )
  return { column, board }
}
