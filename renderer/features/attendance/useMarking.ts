import { useTranslation } from 'react-i18next'
import type { AttendanceLine, MarkKind } from '#contract/attendance.ts'
import type { LocalDate } from '#contract/values.ts'
import { call } from '../../lib/client.ts'
import { capitalised, dayAndMonth } from '../../lib/format.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { notifyDone, notifyFailure, notifyTaken } from '../../ui/answers.tsx'
import { nameOf } from './list.ts'

const keyOf = ({ sessionId, personId }: AttendanceLine) => ({ sessionId, personId })

const all = (lines: readonly AttendanceLine[], mark: string | null) => ({
  marks: lines.map((line) => ({ ...keyOf(line), mark })),
})

/** Marks, each with its answer and ten seconds to take it back. */
export function useMarking() {
  const { t } = useTranslation()
  const language = useLanguage()

  /** What an excused absence from a class has given, in words. */
  const earned = async (line: AttendanceLine, kind: MarkKind | null): Promise<string> => {
    if (!kind?.excused || line.kind !== 'class') return ''
    const { credits } = await call('studio.credits', { personId: line.personId })
    const credit = credits.find((one) => one.sessionId === line.sessionId)
    return credit
      ? ` ${t('attendance.makeUpUntil', { date: dayAndMonth(credit.expiresOn, language) })}`
      : ''
  }

  /** Puts a mark on a line; null takes it off. */
  const put = async (line: AttendanceLine, kind: MarkKind | null) => {
    const mark = kind?.code ?? null
    if (line.mark === mark) return
    try {
      const { changeId, findings } = await call('attendance.mark', { ...keyOf(line), mark })
      const said = kind
        ? t('attendance.marked', { name: line.clientName, mark: kind.name[language] })
        : t('attendance.takenOff', { name: line.clientName })
      announce(`${said}${await earned(line, kind)}`, changeId)
      notifyTaken(findings)
    } catch (error) {
      notifyFailure(error)
    }
  }

  /** Puts one mark on everybody of these who has none and whose session has begun; the service says who is left. */
  const putAll = async (date: LocalDate, lines: readonly AttendanceLine[], kind: MarkKind) => {
    const open = lines.filter(({ mark }) => mark === null)
    if (open.length === 0) return
    const put = new Set(open.map(nameOf))
    // An exception that was made since stays as it is.
    const takeBack = async () => {
      const { lines: present } = await call('attendance.day', { date })
      const still = present.filter((one) => put.has(nameOf(one)) && one.mark === kind.code)
      if (still.length > 0) await call('attendance.markMany', all(still, null))
    }
    try {
      const sessionIds = [...new Set(open.map(({ sessionId }) => sessionId))]
      const answer = await call('attendance.markAll', { sessionIds, mark: kind.code })
      const { marked, notBegun } = answer
      const left = notBegun > 0 ? t('attendance.notBegun', { count: notBegun }) : ''
      if (marked.length === 0) return notifyDone(left)
      const said = t('attendance.markedMany', { count: marked.length })
      notifyDone([said, left].filter(Boolean).join('. '), [
        { label: t('common.undo'), act: takeBack },
      ])
    } catch (error) {
      notifyFailure(error)
    }
  }

  /** Writes the remark beside the mark that stands. Answers whether it was written. */
  const remark = async (line: AttendanceLine, text: string): Promise<boolean> => {
    try {
      const asked = { ...keyOf(line), mark: line.mark, remark: text }
      const { changeId } = await call('attendance.mark', asked)
      announce(t('attendance.remarkSaved'), changeId)
      return true
    } catch (error) {
      notifyFailure(error)
      return false
    }
  }

  /** `Келді`. */
  const wordOf = (kind: MarkKind) => capitalised(kind.name[language])
  return { put, putAll, remark, wordOf }
}
export type Marking = ReturnType<typeof useMarking>
