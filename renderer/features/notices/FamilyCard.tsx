import { Button } from '@mantine/core'
import { IconCheck, IconPhone, IconPhoneOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Family, NoticeLine, NoticeState } from '#contract/notices.ts'
import { callSentence, isWaiting, momentSaid } from '../../lib/call-sentence.ts'
import { phone } from '../../lib/format.ts'
import { useWrite } from '../../lib/queries.ts'
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
  const lines = all ? family.lines : waiting
  const name = family.guardianName ?? family.lines[0]?.personName ?? ''
  const answers = { told: 'toldDone', not_reached: 'notReachedDone', open: 'openDone' } as const
  const put = async (of: readonly NoticeLine[], state: NoticeState) => {
    const noticeIds = of.map((line) => line.noticeId)
    try {
      const { changeId } = await tell.mutateAsync({ noticeIds, state })
      announce(t(`notices.${answers[state]}`, { name }), changeId)
    } catch (error) {
      notifyFailure(error)
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
            {line.state !== 'open' && (
              <p className={styles.about}>
                <Tick line={line} />
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => void put([line], 'open')}
                  loading={tell.isPending}
                >
                  {t('notices.undone')}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ul>
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
