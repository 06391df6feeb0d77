import { CloseButton, Combobox, InputBase, useCombobox } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonLine } from '#contract/people.ts'
import { surnameFirst } from '../lib/format.ts'
import { useRead } from '../lib/queries.ts'
import styles from './PersonSummary.module.css'
import { PersonSummary } from './PersonSummary.tsx'

interface PersonPickerProps {
  label: string
  /** The chosen person's id. */
  value: string | null
  onChange: (personId: string | null, person: PersonLine | null) => void
  error?: string | null
  required?: boolean
  disabled?: boolean
  /** Takes the focus when a side panel opens. */
  autoFocus?: boolean
  /** A person who is not offered: the one that a file is merged with. */
  except?: string
}

/** Chooses a person by the first letters of any name, by phone or IIN; keyboard or mouse. */
export function PersonPicker(props: PersonPickerProps) {
  const { label, value, onChange, error, required, disabled, autoFocus, except } = props
  const { t } = useTranslation()
  const [text, setText] = useState<string | null>(null)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const chosen = useRead('people.get', value ? { personId: value } : null)
  const found = useRead(
    'people.search',
    combobox.dropdownOpened ? { text: text?.trim() ?? '', limit: 12 } : null,
    { keepPrevious: true },
  )
  const people = (found.data?.people ?? []).filter(({ id }) => id !== except)
  /** The answer to what stands in the field now; until it is there, Enter waits for it. */
  const answer = found.isPlaceholderData || found.isFetching ? null : found.data
  const entered = useRef(false)
  const settle = useRef<() => void>(() => undefined)
  settle.current = () => {
    combobox.selectFirstOption()
    if (entered.current && people[0]) choose(people[0].id)
    entered.current = false
  }
  useEffect(() => {
    if (answer && text) settle.current()
  }, [answer, text])
  const shown = text ?? (value && chosen.data ? surnameFirst(chosen.data) : '')

  const choose = (id: string) => {
    const person = people.find((one) => one.id === id)
    if (!person) return
    onChange(person.id, person)
    setText(null)
    combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.Target>
        <InputBase
          label={label}
          value={shown}
          error={error}
          required={required ?? false}
          disabled={disabled ?? false}
          placeholder={t('common.header.searchHint')}
          data-autofocus={autoFocus || undefined}
          leftSection={<IconSearch size={17} stroke={1.6} aria-hidden />}
          rightSection={
            value && !disabled ? (
              <CloseButton
                size="sm"
                aria-label={t('common.remove')}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => {
                  setText(null)
                  onChange(null, null)
                }}
              />
            ) : null
          }
          rightSectionPointerEvents="all"
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !combobox.dropdownOpened || answer) return
            // What stands in the list is of the words before: Enter does not take it.
            combobox.resetSelectedOption()
            entered.current = true
          }}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => {
            combobox.closeDropdown()
            setText(null)
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options
          mah={300}
          style={{ overflowY: 'auto' }}
          aria-label={t('common.person.found')}
        >
          {people.map((person) => (
            <Combobox.Option key={person.id} value={person.id} className={styles.choice}>
              <PersonSummary person={person} />
            </Combobox.Option>
          ))}
          {people.length === 0 && (
            <Combobox.Empty>
              {found.isFetching ? t('common.loading') : t('common.header.searchEmpty')}
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
