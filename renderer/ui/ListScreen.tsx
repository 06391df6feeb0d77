import { Switch } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ServiceError } from '../lib/client.ts'
import { DoButton } from './DoButton.tsx'
import { ErrorSentence } from './ErrorSentence.tsx'
import styles from './ListScreen.module.css'

interface ListScreenProps {
  addLabel: string
  onAdd: () => void
  /** A switch that shows also what is out of use. */
  all: { label: string; shown: boolean; onChange: (shown: boolean) => void }
  error: ServiceError | null
  onAgain: () => void
  children: ReactNode
}

/** A short list of the centre's own things, with a button for a new one. */
export function ListScreen({ addLabel, onAdd, all, error, onAgain, children }: ListScreenProps) {
  return (
    <div className={styles.screen}>
      <div className={styles.bar}>
        <DoButton leftSection={<IconPlus size={18} aria-hidden />} onClick={onAdd}>
          {addLabel}
        </DoButton>
        <Switch
          label={all.label}
          checked={all.shown}
          onChange={(event) => all.onChange(event.currentTarget.checked)}
        />
      </div>
      <div className={styles.list}>
        {error ? <ErrorSentence error={error} onAgain={onAgain} /> : children}
      </div>
    </div>
  )
}
