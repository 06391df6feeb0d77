import { Button, Select, Stack } from '@mantine/core'
import { IconDeviceFloppy, IconPrinter, IconSend } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { surnameFirst } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { stored, useStored } from '../../lib/stored.ts'
import { ChoiceField, DateField } from '../../ui/fields.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { Preview } from './Preview.tsx'
import { sheetKinds, sheetLanguages, useSheetPlace } from './place.ts'
import styles from './sheets.module.css'
import { usePrinters, usePrinting } from './usePrinting.ts'

/** Which sheet, of what, in which language; how it will look; and where it goes. */
export default function SheetsScreen() {
  const { t } = useTranslation()
  const { request, change } = useSheetPlace()
  return (
    <>
      <ScreenHeader title={t('sheets.title')} />
      <div className={styles.screen}>
        <div className={styles.side}>
          <Stack gap={16}>
            <ChoiceField
              label={t('sheets.kind')}
              value={request.kind}
              choices={sheetKinds.map((kind) => ({
                value: kind,
                label: t(`sheets.kinds.${kind}`),
              }))}
              onChange={(kind) => kind && change({ kind })}
            />
            <DateField
              label={t('common.date')}
              value={request.date}
              onChange={(date) => date && change({ date })}
            />
            <InstructorField
              value={request.instructorId}
              onChange={(instructorId) => change({ instructorId })}
            />
            <ChoiceField
              label={t('sheets.language')}
              value={request.language}
              choices={sheetLanguages.map((language) => ({
                value: language,
                label: t(`sheets.sheetLanguages.${language}`),
              }))}
              onChange={(language) => language && change({ language })}
            />
          </Stack>
          <Outputs request={request} />
        </div>
        <Preview request={request} />
      </div>
    </>
  )
}

type Request = ReturnType<typeof useSheetPlace>['request']

interface InstructorFieldProps {
  value: Request['instructorId']
  onChange: (instructorId: Request['instructorId']) => void
}

function InstructorField({ value, onChange }: InstructorFieldProps) {
  const { t } = useTranslation()
  const team = useRead('team.list', {})
  const instructors = (team.data?.members ?? []).filter(
    ({ id, roles }) => roles.includes('instructor') || id === value,
  )
  return (
    <Select
      label={t('sheets.forWhom')}
      value={value ?? 'all'}
      data={[
        { value: 'all', label: t('sheets.wholeCentre') },
        ...instructors.map((one) => ({
          value: one.id,
          label: surnameFirst({ ...one, patronymic: null }),
        })),
      ]}
      onChange={(chosen) => onChange(instructors.find(({ id }) => id === chosen)?.id)}
      allowDeselect={false}
    />
  )
}

/** The printer that sheets went to last. */
const lastPrinter = stored('bastau.sheets.printer')

function Outputs({ request }: { request: Request }) {
  const { t } = useTranslation()
  const printing = usePrinting(request)
  const printers = usePrinters()
  const names = printers.data ?? []
  const last = useStored(lastPrinter)
  const printer = names.find((name) => name === last) ?? names[0] ?? null
  const busy = printing.running !== null
  return (
    <Stack gap={8} mt={24}>
      <Button
        leftSection={<IconPrinter size={20} stroke={1.7} aria-hidden />}
        loading={printing.running === 'print'}
        disabled={busy}
        onClick={() => void printing.print()}
      >
        {t('sheets.printNow')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconDeviceFloppy size={20} stroke={1.6} aria-hidden />}
        loading={printing.running === 'save'}
        disabled={busy}
        onClick={() => void printing.save()}
      >
        {t('sheets.savePdf')}
      </Button>
      <section className={styles.direct} aria-label={t('sheets.direct')}>
        <h2>{t('sheets.direct')}</h2>
        {printer ? (
          <>
            <Select
              aria-label={t('sheets.printer')}
              value={printer}
              data={names}
              onChange={(name) => lastPrinter.set(name)}
              allowDeselect={false}
            />
            <Button
              variant="default"
              leftSection={<IconSend size={20} stroke={1.6} aria-hidden />}
              loading={printing.running === 'send'}
              disabled={busy}
              onClick={() => void printing.send(printer)}
            >
              {t('sheets.send')}
            </Button>
          </>
        ) : (
          <>
            <p>{printers.isPending ? t('common.loading') : t('sheets.noPrinters')}</p>
            <Button
              variant="default"
              loading={printers.isFetching}
              onClick={() => void printers.refetch()}
            >
              {t('sheets.again')}
            </Button>
          </>
        )}
      </section>
    </Stack>
  )
}
