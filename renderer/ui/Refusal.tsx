import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { ServiceError } from '../lib/client.ts'
import { today } from '../lib/dates.ts'
import { type FieldWords, fieldName, fieldValue } from '../lib/field-words.ts'
import { dayAndMonth } from '../lib/format.ts'
import { useLanguage } from '../texts/index.ts'
import { ErrorSentence } from './ErrorSentence.tsx'
import type { StoredForm } from './useStoredForm.ts'

const Changed = z.object({
  by: z.string().nullable(),
  at: z.string().nullable(),
  fields: z.array(z.string()).min(1),
})

interface RefusalProps<Values> {
  error: ServiceError
  form: StoredForm<Values>
  /** Where the texts have what the form calls its fields. */
  fieldWords: FieldWords
  /** Saves these values. */
  onSave: (values: Values) => void
  /** The refusal is settled without saving. */
  onSettled: () => void
  children?: ReactNode
}

/**
 * Why a form was not saved. When somebody else has saved meanwhile it says who, when and what, and lets
 * the person choose; what only one of the two has changed is kept in any case.
 */
export function Refusal<Values extends object>(props: RefusalProps<Values>) {
  const { error, form, fieldWords, onSave, onSettled, children } = props
  const { t } = useTranslation()
  const language = useLanguage()
  const changed = Changed.safeParse(error.code === 'changed_since' ? error.params : null)
  if (!changed.success) return <ErrorSentence error={error}>{children}</ErrorSentence>
  const { by, at, fields } = changed.data
  const labelOf = (field: string) => fieldName(t, fieldWords, field)
  const both = fields.filter(form.isTyped)
  const [date = '', time = ''] = at?.split('T') ?? []
  const when = date === today() ? time : `${dayAndMonth(date, language)}, ${time}`
  const named = fields.map(labelOf).join(', ')
  const bothSaid = (field: string) => {
    const theirs = fieldValue(form.storedIn(field), language)
    const mine = fieldValue(form.getValues()[field as keyof Values], language)
    return theirs === null || mine === null
      ? t('changes.since.bothChosen', { field: labelOf(field) })
      : t('changes.since.both', { field: labelOf(field), theirs, mine })
  }
  return (
    <ErrorSentence
      error={error}
      sentence={
        by
          ? t('changes.since.text', { by, at: when, fields: named })
          : t('changes.since.unnamed', { at: when, fields: named })
      }
    >
      {both.map((field) => (
        <Text key={field} size="sm" w="100%">
          {bothSaid(field)}
        </Text>
      ))}
      <Button size="compact-sm" onClick={() => onSave(form.rebase())}>
        {t(both.length > 0 ? 'changes.since.mine' : 'changes.since.together')}
      </Button>
      {both.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            form.rebase(both)
            onSettled()
          }}
        >
          {t('changes.since.theirs')}
        </Button>
      )}
    </ErrorSentence>
  )
}
