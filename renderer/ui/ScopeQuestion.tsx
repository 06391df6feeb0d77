import { Button } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Scope } from '#contract/schedule.ts'
import { focusOnMount } from './focusOnMount.ts'
import styles from './schedule.module.css'

interface ScopeQuestionProps {
  text: string
  onAnswer: (scope: Scope | null) => void
}

/** Asks how far the move of a repeating session goes. Enter takes the first, Esc leaves it. */
export function ScopeQuestion({ text, onAnswer }: ScopeQuestionProps) {
  const { t } = useTranslation()
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onAnswer(null)
  }
  return (
    <div
      className={styles.question}
      role="alertdialog"
      aria-label={text}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <p>{text}</p>
      <Button ref={focusOnMount} onClick={() => onAnswer('this')}>
        {t('schedule.scope.this')}
      </Button>
      <Button variant="default" onClick={() => onAnswer('later')}>
        {t('schedule.scope.later')}
      </Button>
      <Button variant="default" onClick={() => onAnswer('all')}>
        {t('schedule.scope.all')}
      </Button>
      <Button variant="subtle" onClick={() => onAnswer(null)}>
        {t('schedule.scope.leave')}
      </Button>
    </div>
  )
}
