import { ActionIcon, Box, Button, Loader } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetRequest } from '#contract/shell.ts'
import type { ServiceError } from '../../lib/client.ts'
import { paperSize } from '../../print/PaperPages.tsx'
import { SheetPages } from '../../print/SheetPages.tsx'
import type { Sheet } from '../../print/sheet.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { BeforePrinting } from './BeforePrinting.tsx'
import styles from './sheets.module.css'

/** Pixels of a millimetre of paper at its own size. */
const MILLIMETRE = 96 / 25.4
const STEP = 1.2
const LIMITS = { least: 0.4, most: 2 }

const within = (scale: number) => Math.min(LIMITS.most, Math.max(LIMITS.least, scale))

interface PreviewProps {
  sheet: Sheet
  request: SheetRequest
}

/** The pages as they will be printed: the same component, made smaller or larger. */
export function Preview({ sheet, request }: PreviewProps) {
  const { t } = useTranslation()
  const { ref, width } = useElementSize()
  const [chosen, setChosen] = useState<number | null>(null)
  const [pages, setPages] = useState<number | null>(null)
  const [error, setError] = useState<ServiceError | null>(null)
  const [title, setTitle] = useState('')
  const paper = paperSize(sheet.orientation)
  const scale = chosen ?? within((width - 48) / (paper.width * MILLIMETRE))
  const laidOut = useCallback((count: number) => {
    setPages(count)
    setError(null)
  }, [])
  return (
    <section className={styles.preview} aria-label={t('sheets.preview')}>
      <div className={styles.zoom}>
        <span className={styles.hint}>{t('sheets.preview')}</span>
        {pages !== null && <span role="status">{t('sheets.pageCount', { count: pages })}</span>}
        <ActionIcon
          aria-label={t('sheets.zoomOut')}
          disabled={scale <= LIMITS.least}
          onClick={() => setChosen(within(scale / STEP))}
        >
          <IconMinus size={18} aria-hidden />
        </ActionIcon>
        <span className={styles.percent}>{Math.round(scale * 100)} %</span>
        <ActionIcon
          aria-label={t('sheets.zoomIn')}
          disabled={scale >= LIMITS.most}
          onClick={() => setChosen(within(scale * STEP))}
        >
          <IconPlus size={18} aria-hidden />
        </ActionIcon>
        <Button variant="default" disabled={chosen === null} onClick={() => setChosen(null)}>
          {t('sheets.fit')}
        </Button>
      </div>
      <BeforePrinting sheet={sheet} request={request} />
      <Box
        ref={ref}
        className={styles.desk}
        tabIndex={0}
        role="document"
        aria-label={title || t('sheets.preview')}
      >
        {error && <ErrorSentence error={error} />}
        {pages === null && !error && (
          <Loader className={styles.wait} aria-label={t('sheets.preparing')} />
        )}
        {width > 0 && (
          <SheetPages
            sheet={sheet}
            request={request}
            scale={scale}
            onTitle={setTitle}
            onLaidOut={laidOut}
            onFailure={setError}
          />
        )}
      </Box>
    </section>
  )
}
