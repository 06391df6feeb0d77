import { Button, Code, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The recovery code, which is shown this once: it stays until somebody says that they have it. */
export function RecoveryCode({ code, onDone }: { code: string; onDone: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onDone}
      title={t('access.code.title')}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      centered
    >
      <Stack gap={12}>
        <Code fz={20} ta="center" p={12} style={{ userSelect: 'text', whiteSpace: 'nowrap' }}>
          {code}
        </Code>
        <Text>{t('access.code.text')}</Text>
        <Button onClick={onDone}>{t('access.code.done')}</Button>
      </Stack>
    </Modal>
  )
}
