import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayView, SessionView } from '#contract/hippotherapy.ts'
import type { BoardWords } from '../../board/index.ts'
import { dayAndMonth, givenFirst, surnameFirst, timeRange } from '../../lib/format.ts'
import { useLanguage } from '../../texts/index.ts'
import type { ColumnWords } from './dayColumns.ts'

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
      away: (reason, until) =>
        reason
          ? t('hippotherapy.shade.awayWithReason', { reason, until: dayAndMonth(until, language) })
          : t('hippotherapy.shade.away', { until: dayAndMonth(until, language) }),
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
          t(`hippotherapy.states.${session.state}`),
          ...(session.state === 'not_ready'
            ? [
                t('hippotherapy.card.missing', {
                  what: [...new Set(session.missing)]
                    .map((seat) => t(`common.seats.${seat}`))
                    .join(', '),
                }),
              ]
            : []),
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
