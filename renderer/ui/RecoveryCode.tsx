import { Button, Code, Modal, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { shell } from '../lib/client.ts'
import { useProtection } from '../lib/protection.ts'
import { useWrite } from '../lib/queries.ts'
import { recoveryCodeSheet } from '../lib/recovery-code.ts'
import { useLanguage } from '../texts/index.ts'
import { ErrorSentence } from './ErrorSentence.tsx'
import { useAttempt } from './useAttempt.ts'

/**
 * The recovery code, which is shown this once: it stays until somebody says that they have it, and only then those before
 * open nothing any more.
 */
export function RecoveryCode({ code, onDone }: { code: string; onDone: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const keep = useWrite('access.keepRecoveryCode')
  const opensFile = useProtection().data?.isOn === true
  const { busy, refusal, attempt } = useAttempt()
  const done = () =>
    attempt(async () => {
      await keep.mutateAsync({ recoveryCode: code })
      onDone()
    })
  const print = () =>
    attempt(
      async () =>
        void (await shell('printSheet', recoveryCodeSheet({ code, opensFile }, language))),
    )
  return (
    <Modal
      opened
      onClose={onDone}
      title={t('access.code.title')}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      size="lg"
      centered
    >
      <Stack gap={12}>
        <Code fz={20} ta="center" p={12} style={{ userSelect: 'text' }}>
          <output aria-label={t('access.code.title')}>{code}</output>
        </Code>
        <Text>{t(`access.code.${opensFile ? 'opensFile' : 'signsIn'}`)}</Text>
        {refusal && <ErrorSentence error={refusal} />}
        <Button
          variant="default"
          leftSection={<IconPrinter size={20} stroke={1.6} aria-hidden />}
          disabled={busy}
          onClick={() => void print()}
        >
          {t('protection.print')}
        </Button>
        <Button loading={busy} onClick={() => void done()}>
          {t('access.code.done')}
        </Button>
      </Stack>
    </Modal>
  )
}
