import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface SureProps {
  question: string
  yes: string
  onYes: () => void
  onNo: () => void
}
/** Asks once more before something is done. */
export function Sure({ question, yes, onYes, onNo }: SureProps) {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onNo} withCloseButton={false} centered>
      <Stack gap={16}>
        <Text>{question}</Text>
        <Group gap={8}>
          <Button onClick={onYes} data-autofocus>
            {yes}
          </Button>
          <Button variant="default" onClick={onNo}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
