/** What the sheets have in common: head, letters explained, signatures. */
import clsx from 'clsx'
import { Fragment, type ReactNode } from 'react'
import { inLine, type Language } from '#contract/values.ts'
import { weekdayOf } from '../lib/dates.ts'
import { longDate, weekdayName } from '../lib/format.ts'
import styles from './paper.module.css'
import { type PaperKey, paperWords } from './words.ts'

type InLanguages = Record<Language, string>

/** The same in each language, one under another, once when they are the same. */
export function Lines({ of: words }: { of: readonly string[] }) {
  const [first, ...others] = new Set(words)
  return (
    <>
      {first}
      {others.map((word) => (
        <span key={word} className={styles.another}>
          {word}
        </span>
      ))}
    </>
  )
}

/** A day with its weekday, in each language. */
export const datesOf = (date: string, languages: readonly Language[]) =>
  languages.map(
    (language) => `${longDate(date, language)}, ${weekdayName(weekdayOf(date), language)}`,
  )

interface PaperHeadProps {
  centreName: InLanguages
  languages: readonly Language[]
  title: readonly string[]
  /** Stands across from `children`: the day or the month. */
  right: ReactNode
  children?: ReactNode
}

/** Centre, title, what it is about. */
export const PaperHead = ({ centreName, languages, title, right, children }: PaperHeadProps) => (
  <header>
    <p className={styles.centre}>{inLine(languages.map((language) => centreName[language]))}</p>
    <h2 className={styles.title}>
      <Lines of={title} />
    </h2>
    <div className={styles.about}>
      <div>{children}</div>
      <div>{right}</div>
    </div>
  </header>
)

interface AgainProps {
  languages: readonly Language[]
  right: ReactNode
  children: ReactNode
}

/** The head of the pages that follow. */
export const Again = ({ languages, right, children }: AgainProps) => (
  <div className={styles.again}>
    <span>{children}</span>
    <span>{inLine(paperWords(languages, 'continued'))}</span>
    <span>{right}</span>
  </div>
)

interface LettersProps {
  marks: readonly { letter: string; name: InLanguages }[]
  languages: readonly Language[]
}

/** What the letters of the marks mean. */
export const Letters = ({ marks, languages }: LettersProps) => (
  <p className={styles.letters}>
    {inLine(paperWords(languages, 'letters'))}:{' '}
    {marks.map(({ letter, name }, index) => (
      <Fragment key={letter}>
        <span className={styles.letter}>
          <b>{letter}</b> — {inLine(languages.map((language) => name[language]))}
          {index < marks.length - 1 ? ';' : '.'}
        </span>{' '}
      </Fragment>
    ))}
  </p>
)

interface SignaturesProps {
  languages: readonly Language[]
  /** Who signs, and the name when it is known. */
  of: readonly { key: PaperKey; name: string | null }[]
}

/** Lines to sign on. */
export function Signatures({ languages, of }: SignaturesProps) {
  const words = (key: PaperKey) => inLine(paperWords(languages, key))
  return (
    <div className={styles.signatures}>
      {of.map(({ key, name }) => [
        <span key={`${key} who`} className={clsx(styles.who, styles.office)}>
          {words(key)}
        </span>,
        <span key={`${key} line`} className={styles.line} />,
        name ? (
          <span key={`${key} name`} className={styles.who}>
            {name}
          </span>
        ) : (
          <span key={`${key} name`} className={styles.line} />
        ),
        <span key={`${key} signature`} className={clsx(styles.under, styles.signed)}>
          ({words('signature')})
        </span>,
        !name && (
          <span key={`${key} full`} className={styles.under}>
            ({words('fullName')})
          </span>
        ),
      ])}
    </div>
  )
}
