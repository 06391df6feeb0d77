import { Button } from '@mantine/core'
import { IconCheck, IconPhone, IconPhoneOff } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Family, NoticeLine, NoticeState } from '#contract/notices.ts'
import type { LocalDate } from '#contract/values.ts'
import { callSentence, isWaiting, momentSaid } from '../../lib/call-sentence.ts'
import { phone } from '../../lib/format.ts'
import { useWrite } from '../../lib/queries.ts'
import { sessionAddress } from '../../lib/session-address.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import styles from './notices.module.css'

interface FamilyCardProps {
  family: Family
  now: string
  /** With what they have been told already. */
  all: boolean
}

/** One call: whom, under which number, what to say; told in one tap. */
export function FamilyCard({ family, now, all }: FamilyCardProps) {
  const { t } = useTranslation()
  const windowLanguage = useLanguage()
  const language = family.language ?? windowLanguage
  const tell = useWrite('notices.toldMany')
  const waiting = family.lines.filter((line) => isWaiting(line, now))
  const seen = useRef(new Set<string>())
  for (const { noticeId } of waiting) seen.current.add(noticeId)
  // What is told here stays in view, with its way back.
  const lines = all ? family.lines : family.lines.filter((one) => seen.current.has(one.noticeId))
  const name = family.guardianName ?? family.lines[0]?.personName ?? ''
  const answers = { told: 'toldDone', not_reached: 'notReachedDone', open: 'openDone' } as const
  /** The second click of a double one says nothing again. */
  const busy = useRef(false)
  const put = async (of: readonly NoticeLine[], state: NoticeState) => {
    if (busy.current) return
    busy.current = true
    const noticeIds = of.map((line) => line.noticeId)
    try {
      const { changeId } = await tell.mutateAsync({ noticeIds, state })
      announce(t(`notices.${answers[state]}`, { name }), changeId)
    } catch (error) {
      notifyFailure(error)
    } finally {
      busy.current = false
    }
  }
  return (
    <li className={styles.card} aria-label={name}>
      <div className={styles.whom}>
        <h2 className={styles.name}>{name}</h2>
        {family.phones.length === 0 && <p className={styles.about}>{t('notices.noPhone')}</p>}
        {family.phones.map((one) => (
          <p key={one.phone} className={styles.phone}>
            <IconPhone size={20} stroke={1.6} aria-hidden />
            <a href={`tel:${one.phone}`}>{phone(one.phone)}</a>
            {one.name !== name && <small>{one.name}</small>}
          </p>
        ))}
      </div>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line.noticeId} data-state={line.state}>
            <p className={styles.sentence} lang={language}>
              {callSentence(line, language)}
            </p>
            <p className={styles.about}>
              {line.state !== 'open' && (
                <>
                  <Tick line={line} />
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    onClick={() => void put([line], 'open')}
                    loading={tell.isPending}
                  >
                    {t('notices.undone')}
                  </Button>
                </>
              )}
              <Link href={dayOf(line)} className={styles.day}>
                {t('changes.openDay')}
              </Link>
            </p>
          </li>
        ))}
      </ul>
      {waiting.length === 0 && lines.every(({ state }) => state === 'told') && (
        // In the place of the buttons: a second click meets nothing.
        <p className={styles.isTold}>
          <IconCheck size={20} aria-hidden />
          {t('notices.told')}
        </p>
      )}
      {waiting.length > 0 && (
        <div className={styles.buttons}>
          <Button
            h={44}
            leftSection={<IconCheck size={20} aria-hidden />}
            aria-label={`${t('notices.told')}: ${name}`}
            onClick={() => void put(waiting, 'told')}
            loading={tell.isPending}
          >
            {t('notices.told')}
          </Button>
          <Button
            h={44}
            variant="default"
            leftSection={<IconPhoneOff size={20} stroke={1.6} aria-hidden />}
            aria-label={`${t('notices.notReached')}: ${name}`}
            onClick={() => void put(waiting, 'not_reached')}
            disabled={tell.isPending}
          >
            {t('notices.notReached')}
          </Button>
        </div>
      )}
    </li>
  )
}

/** Where the session stands by now, or stood. */
const dayOf = ({ kind, before, after, sessionId, until }: NoticeLine): string =>
  sessionAddress(kind, after?.date ?? before?.date ?? (until.slice(0, 10) as LocalDate), sessionId)

/** Who told them, or did not reach them, and when. */
function Tick({ line }: { line: NoticeLine }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const at = line.at === null ? '' : momentSaid(line.at, language)
  const how = line.state === 'told' ? 'told' : 'notReached'
  return (
    <span className={styles.tick} data-state={line.state}>
      {line.byName === null
        ? t(`notices.${how}At`, { at })
        : t(`notices.${how}By`, { at, who: line.byName })}
    </span>
  )
}
