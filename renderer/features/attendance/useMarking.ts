import { useTranslation } from 'react-i18next'
import type { AttendanceLine, MarkKind } from '#contract/attendance.ts'
import { call } from '../../lib/client.ts'
import { capitalised } from '../../lib/format.ts'
import { useLanguage } from '../../texts/index.ts'
import { notifyDone, notifyFailure, notifyUndo } from '../../ui/answers.tsx'

const keyOf = ({ sessionId, personId }: AttendanceLine) => ({ sessionId, personId })

/** Marks, each with its answer and ten seconds to take it back. */
export function useMarking() {
  const { t } = useTranslation()
  const language = useLanguage()

  /** Puts a mark on a line; null takes it off. */
  const put = async (line: AttendanceLine, kind: MarkKind | null) => {
    const mark = kind?.code ?? null
    if (line.mark === mark) return
    try {
      await call('attendance.mark', { ...keyOf(line), mark })
      notifyUndo(
        kind
          ? t('attendance.marked', { name: line.clientName, mark: kind.name[language] })
          : t('attendance.takenOff', { name: line.clientName }),
        () =>
          call('attendance.mark', {
            ...keyOf(line),
            mark: line.mark,
            remark: line.remark ?? '',
          }),
      )
    } catch (error) {
      notifyFailure(error)
    }
  }

  /** Puts one mark on everybody who has none. */
  const putAll = async (lines: readonly AttendanceLine[], kind: MarkKind) => {
    const open = lines.filter(({ mark }) => mark === null).map(keyOf)
    if (open.length === 0) return
    const all = (mark: string | null) => ({ marks: open.map((key) => ({ ...key, mark })) })
    try {
      await call('attendance.markMany', all(kind.code))
      notifyUndo(t('attendance.markedMany', { count: open.length }), () =>
        call('attendance.markMany', all(null)),
      )
    } catch (error) {
      notifyFailure(error)
    }
  }

  /** Writes the remark beside the mark that stands. Answers whether it was written. */
  const remark = async (line: AttendanceLine, text: string): Promise<boolean> => {
    try {
      await call('attendance.mark', { ...keyOf(line), mark: line.mark, remark: text })
      notifyDone(t('attendance.remarkSaved'))
      return true
    } catch (error) {
      notifyFailure(error)
      return false
    }
  }

  /** `Келді`. */
  const nameOf = (kind: MarkKind) => capitalised(kind.name[language])
  return { put, putAll, remark, nameOf }
}
export type Marking = ReturnType<typeof useMarking>
