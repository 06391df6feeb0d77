import { Button, Group, Text } from '@mantine/core'
import { IconArrowLeft, IconFileSpreadsheet } from '@tabler/icons-react'
import { type DragEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { goTo } from '../../lib/location.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { ImportDone, type ImportSummary } from './ImportDone.tsx'
import { ImportFile } from './ImportFile.tsx'
import styles from './import.module.css'
import { type ChosenFile, readChosen } from './import-files.ts'

/** Bringing in spreadsheets, one after another: choose, look, bring in, summary. */
export function ImportScreen() {
  const { t } = useTranslation()
  const [files, setFiles] = useState<ChosenFile[]>([])
  const [place, setPlace] = useState(0)
  const [summary, setSummary] = useState<ImportSummary | null>(null)
  const file = files[place]

  const choose = async (chosen: Iterable<File>) => {
    const read: ChosenFile[] = []
    for (const one of chosen) {
      try {
        read.push(await readChosen(one))
      } catch (error) {
        notifyFailure(error)
      }
    }
    if (read.length === 0) return
    setFiles(read)
    setPlace(0)
    setSummary(null)
  }
  const next = () => {
    setSummary(null)
    setPlace(place + 1)
  }
  return (
    <>
      <ScreenHeader title={t('importing.title')}>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
          onClick={() => goTo('/people')}
        >
          {t('importing.toPeople')}
        </Button>
        {files.length > 1 && file && (
          <Text size="sm" c="dimmed" className="tabular">
            {t('importing.position', { place: place + 1, total: files.length })}
          </Text>
        )}
      </ScreenHeader>
      {!file ? (
        <FileChoice onChoose={(chosen) => void choose(chosen)} />
      ) : summary ? (
        <ImportDone
          summary={summary}
          nextFile={files[place + 1]?.fileName ?? null}
          onNext={next}
          onAnother={() => setFiles([])}
        />
      ) : (
        <ImportFile
          key={file.id}
          file={file}
          onDone={setSummary}
          onSkip={() => (place + 1 < files.length ? next() : setFiles([]))}
        />
      )}
    </>
  )
}

/** Takes files dropped or chosen, several at once. */
function FileChoice({ onChoose }: { onChoose: (files: Iterable<File>) => void }) {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const inputId = useId()
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onChoose(event.dataTransfer.files)
  }
  return (
    <section
      className={styles.drop}
      data-over={over || undefined}
      aria-label={t('importing.dropTitle')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileSpreadsheet size={40} stroke={1.2} color="var(--ink-soft)" aria-hidden />
      <h2>{t('importing.dropTitle')}</h2>
      <Text c="dimmed" maw={560}>
        {t('importing.dropText')}
      </Text>
      <Group mt={8}>
        <Button onClick={() => document.getElementById(inputId)?.click()}>
          {t('importing.choose')}
        </Button>
      </Group>
      <input
        id={inputId}
        type="file"
        accept=".csv,.txt,.xlsx"
        multiple
        hidden
        aria-label={t('importing.choose')}
        onChange={(event) => onChoose([...(event.currentTarget.files ?? [])])}
      />
    </section>
  )
}
