import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RackStay } from '#contract/boarding.ts'
import type { BoardWords } from '../../../board/index.ts'
import { dayAndMonth } from '../../../lib/format.ts'
import { findingSentence } from '../../../lib/sentences.ts'
import { useLanguage } from '../../../texts/index.ts'
import type { ItemWords } from './items.ts'
import type { LineWords } from './lines.ts'
import type { InTheWay } from './verdict.ts'

/** Words of rows and bars, of what is in the way, and of the board itself. */
export function useRackWords() {
  const { t } = useTranslation()
  const language = useLanguage()
  return useMemo(() => {
    const line: LineWords = {
      heading: (building, floor) => t('boarding.rack.floorOf', { building, floor }),
      bed: (room, bed) => t('boarding.rack.bedOf', { room: room.number, bed }),
    }
    const about = ({ sex, wheelchair, companionOf, companions }: RackStay): (string | false)[] => [
      sex !== null && t(`boarding.rack.sex.${sex}`),
      wheelchair && t('boarding.rack.wheelchair'),
      companionOf !== null && t('boarding.rack.companionOf', { name: companionOf }),
      companions.length > 0 && t('boarding.rack.companions', { names: companions.join(', ') }),
    ]
    const item: ItemWords = {
      stay: (stay, state, away) =>
        [
          t('boarding.rack.stay', {
            name: stay.name,
            from: dayAndMonth(stay.from, language),
            to: dayAndMonth(stay.to, language),
          }),
          t(`boarding.rack.states.${state}`),
          ...(stay.kept ? [] : about(stay)),
          ...away.map(({ from, to }) =>
            t('boarding.rack.awayThen', {
              from: dayAndMonth(from, language),
              until: dayAndMonth(to, language),
            }),
          ),
          ...stay.findings.map((finding) => findingSentence(finding, language)),
        ]
          .filter(Boolean)
          .join(', '),
    }
    const board: BoardWords = {
      board: t('boarding.rack.board.name'),
      keys: t('boarding.rack.board.keys'),
      shadedSlot: (name, from, until, why) =>
        t('hippotherapy.board.shadedSlot', { name, from, until, why }),
      freeSlot: (name, from, until) => t('boarding.rack.board.freeSlot', { name, from, until }),
      landing: (name, from, until) => t('boarding.rack.board.landing', { name, from, until }),
      checking: t('boarding.rack.board.checking'),
      free: t('boarding.rack.board.free'),
    }
    const inTheWay = (found: InTheWay): string => {
      switch (found.kind) {
        case 'taken':
          return t(`boarding.rack.verdict.${found.stay.kept ? 'kept' : 'taken'}`, {
            name: found.stay.name,
            to: dayAndMonth(found.stay.to, language),
          })
        case 'closed':
          return t('boarding.rack.verdict.closed', {
            until: dayAndMonth(found.closure.until, language),
            reason: found.closure.reason ?? t('boarding.rack.outOfUse'),
          })
        case 'for_others':
          return t(`boarding.rack.verdict.${found.forWhom}`)
        case 'sex_unknown':
          return t('boarding.rack.verdict.sex_unknown')
        case 'mixed':
        case 'beside_unknown':
          return t(`boarding.rack.verdict.${found.kind}`, { name: found.stay.name })
        case 'elsewhere':
          return t('boarding.rack.verdict.elsewhere', {
            place: t('boarding.rack.choose.bed', {
              room: found.stay.roomName,
              bed: found.stay.bed,
            }),
            to: dayAndMonth(found.stay.to, language),
          })
        case 'no_beds_beside':
          return t('boarding.rack.verdict.no_beds_beside', { names: found.names.join(', ') })
        case 'gone':
          return t('boarding.rack.verdict.gone')
        case 'no_access':
          return t('boarding.rack.verdict.no_access')
      }
    }
    const bedLeft = (name: string) => t('boarding.rack.bedLeft', { name })
    const gone = t('boarding.rack.verdict.gone')
    return { line, item, board, inTheWay, bedLeft, gone, outOfUse: t('boarding.rack.outOfUse') }
  }, [t, language])
}
