import { Button, Skeleton, Stack, Title } from '@mantine/core'
import { clsx } from 'clsx'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttendanceLine, MarkKind } from '#contract/attendance.ts'
import { mayStand } from '#contract/rules/marks.ts'
import { at } from '#contract/time.ts'
import { dayAndMonth, timeRange } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { useNow } from '../../lib/useNow.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { asPanel } from '../../ui/asPanel.tsx'
import { NoteField } from '../../ui/fields.tsx'
import { Precautions } from '../../ui/Precautions.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import styles from './attendance.module.css'
import { toneOf } from './list.ts'
import type { Marking } from './useMarking.ts'

interface LinePanelProps {
  line: AttendanceLine
  marks: readonly MarkKind[]
  marking: Marking
  onClose: () => void
}

/** All marks of one person as big buttons, the remark, and the trail of changes. */
export const LinePanel = asPanel(function LinePanel({
  line,
  marks,
  marking,
  onClose,
}: LinePanelProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string | null>(null)
  const remark = typed ?? line.remark ?? ''
  const dirty = remark.trim() !== (line.remark ?? '')
  const save = async () => {
    if (line.mark !== null && (await marking.remark(line, remark.trim()))) setTyped(null)
  }
  const now = useNow()
  const waits = (kind: MarkKind) => !mayStand(kind, line, at(now.date, now.time))
  const ahead = marks.some(waits)
  const first = line.mark ?? marks.find((kind) => !waits(kind))?.code
  const keys = (event: KeyboardEvent) => {
    const kind = marks[Number(event.key) - 1]
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (kind && !waits(kind)) void marking.put(line, kind)
    else if (event.key === 'Delete') void marking.put(line, null)
  }
  const about = [timeRange(line.start, line.end), line.groupName, line.horseName, line.placeName]
  return (
    <SidePanel
      title={line.clientName}
      subtitle={[...about, line.ledByName].filter(Boolean).join(' · ')}
      onClose={onClose}
      {...(dirty && line.mark !== null && { onSave: () => void save() })}
      dirty={dirty && line.mark !== null}
    >
      <Stack gap={20}>
        <Precautions of={line.precautions} />
        <fieldset className={styles.marks} aria-label={t('attendance.marks')} onKeyDown={keys}>
          {marks.map((kind, index) => (
            <button
              key={kind.code}
              type="button"
              className={clsx(styles.choice, styles[toneOf(kind)])}
              aria-pressed={line.mark === kind.code}
              disabled={waits(kind)}
              data-autofocus={kind.code === first || undefined}
              onClick={() => void marking.put(line, kind)}
            >
              <span className={styles.letter} aria-hidden>
                {kind.letter}
              </span>
              <span className={styles.word}>{marking.wordOf(kind)}</span>
              <kbd aria-hidden>{index + 1}</kbd>
            </button>
          ))}
          {ahead && (
            <p className={styles.quiet}>{t('attendance.fromBeginning', { start: line.start })}</p>
          )}
        </fieldset>
        {line.mark !== null && (
          <Button
            variant="default"
            h={44}
            onClick={() => void marking.put(line, null)}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('attendance.takeOff')}
          </Button>
        )}
        <NoteField
          label={t('common.remark')}
          placeholder={t('attendance.remarkHint')}
          value={remark}
          maxLength={500}
          disabled={line.mark === null}
          description={line.mark === null ? t('attendance.remarkNeedsMark') : undefined}
          onChange={(text) => setTyped(text ?? '')}
        />
        {line.part === 'walk_in' && line.mark === null && (
          <RemoveWalkIn line={line} onRemoved={onClose} />
        )}
        <Trail line={line} marks={marks} />
      </Stack>
    </SidePanel>
  )
})

/** Takes somebody off the list who was put there by mistake. */
function RemoveWalkIn({ line, onRemoved }: { line: AttendanceLine; onRemoved: () => void }) {
  const { t } = useTranslation()
  const remove = useWrite('attendance.removeWalkIn')
  const { sessionId, personId } = line
  const take = async () => {
    try {
      const { changeId } = await remove.mutateAsync({ sessionId, personId })
      announce(t('attendance.walkIn.removed', { name: line.clientName }), changeId)
      onRemoved()
    } catch (error) {
      notifyFailure(error)
    }
  }
  return (
    <Button
      variant="default"
      h={44}
      loading={remove.isPending}
      onClick={() => void take()}
      style={{ alignSelf: 'flex-start' }}
    >
      {t('attendance.walkIn.remove')}
    </Button>
  )
}

function Trail({ line, marks }: Pick<LinePanelProps, 'line' | 'marks'>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { sessionId, personId } = line
  const { data } = useRead('attendance.trail', { sessionId, personId })
  const newestFirst = (data?.changes ?? [])
    .map((change, index) => ({ ...change, number: index + 1 }))
    .reverse()
  const named = (code: string | null) =>
    marks.find((kind) => kind.code === code)?.name[language] ?? t('attendance.unmarked')
  return (
    <section>
      <Title order={3}>{t('attendance.trail')}</Title>
      {!data && <Skeleton h={20} mt={8} />}
      {data?.changes.length === 0 && <p className={styles.quiet}>{t('attendance.trailEmpty')}</p>}
      <ol className={styles.trail}>
        {newestFirst.map((change) => (
          <li key={change.number}>
            <span className={styles.when}>
              {dayAndMonth(change.at.slice(0, 10), language)}, {change.at.slice(11, 16)}
            </span>
            <span>
              {t('attendance.change', { before: named(change.before), after: named(change.after) })}
            </span>
            <span className={styles.quiet}>
              {change.byName ?? t('attendance.byNobody')}
              {change.remark && ` — ${change.remark}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
