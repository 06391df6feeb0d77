import { useEffect, useMemo } from 'react'
import type { SheetRequest } from '#contract/shell.ts'
import { inLine, languagesOf } from '#contract/values.ts'
import { codeOf } from '../lib/recovery-code.ts'
import { PaperPages, type PaperSection } from './PaperPages.tsx'
import styles from './paper.module.css'
import { Lines } from './parts.tsx'
import { paperWords } from './words.ts'

interface RecoveryCodePagesProps {
  request: SheetRequest
  onTitle: (title: string) => void
  onLaidOut: () => void
}

/** One page: the code, what it is for, and where it is to be kept. */
export function RecoveryCodePages({ request, onTitle, onLaidOut }: RecoveryCodePagesProps) {
  const languages = useMemo(() => languagesOf(request.language), [request.language])
  const [leading = 'kk'] = languages
  const title = inLine(paperWords(languages, 'recoveryCode.title'))
  useEffect(() => {
    onTitle(title)
  }, [title, onTitle])
  const { code, opensFile } = useMemo(() => codeOf(request), [request])
  const sections = useMemo<PaperSection[]>(
    () => [
      {
        key: 'code',
        head: (
          <header>
            <h2 className={styles.title}>
              <Lines of={paperWords(languages, 'recoveryCode.title')} />
            </h2>
            <p className={styles.recoveryCode}>{code}</p>
            <p>
              <Lines
                of={paperWords(languages, `recoveryCode.${opensFile ? 'opensFile' : 'signsIn'}`)}
              />
            </p>
          </header>
        ),
        again: null,
        columns: [],
        rows: [],
        tail: null,
      },
    ],
    [languages, code, opensFile],
  )
  return (
    <PaperPages
      sections={sections}
      orientation="portrait"
      footer={title}
      lang={leading}
      onLaidOut={onLaidOut}
    />
  )
}
