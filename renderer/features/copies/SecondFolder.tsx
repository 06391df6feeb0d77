import { Button, Group, Text } from '@mantine/core'
import { IconFolder } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MethodOutput } from '#contract/index.ts'
import { shell } from '../../lib/client.ts'
import { moment } from '../../lib/format.ts'
import { useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { notifyDone, notifyFailure } from '../../ui/answers.tsx'
import styles from './copies.module.css'

interface SecondFolderProps {
  second: MethodOutput<'copies.list'>['second']
  /** How it stands, where the file can be read. */
  state: MethodOutput<'file.state'>['copies']['second'] | undefined
}

/** Another disk or a stick, where the copies go too. */
export function SecondFolder({ second, state }: SecondFolderProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { mutateAsync, isPending } = useWrite('copies.useFolder')
  const use = async (folder: string | null) => {
    await mutateAsync({ folder })
    notifyDone(folder === null ? t('copies.second.removed') : t('copies.second.chosen', { folder }))
  }
  const choose = async () => {
    const folder = await shell('chooseFolder', undefined)
    if (folder !== null) await use(folder)
  }
  const isBehind = second && (!second.there || state?.overdue)
  const standing = () => {
    if (!second) return t('copies.second.none')
    const at = state ? moment(state.since, language) : t('copies.unknown')
    if (!second.there) return t('copies.second.missing', { at })
    return state?.overdue ? t('copies.second.behind', { at }) : t('copies.second.upToDate')
  }
  return (
    <section aria-label={t('copies.second.title')}>
      <h2>{t('copies.second.title')}</h2>
      <Text size="sm" c="dimmed" mb={8}>
        {t('copies.second.hint')}
      </Text>
      {second && <Text className={styles.path}>{second.folder}</Text>}
      <Text mb={8} {...(isBehind && { c: 'var(--ink-waiting)' })}>
        {standing()}
      </Text>
      <Group gap={8}>
        <Button
          variant="default"
          loading={isPending}
          leftSection={<IconFolder size={20} stroke={1.6} aria-hidden />}
          onClick={() => void choose().catch(notifyFailure)}
        >
          {t(second ? 'copies.second.another' : 'copies.second.choose')}
        </Button>
        {second && (
          <Button variant="subtle" onClick={() => void use(null).catch(notifyFailure)}>
            {t('copies.second.remove')}
          </Button>
        )}
      </Group>
    </section>
  )
}
