import { Button, Select, Stack } from '@mantine/core'
import { IconDeviceFloppy, IconFileSpreadsheet, IconPrinter, IconSend } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SheetRequest } from '#contract/shell.ts'
import { stored, useStored } from '../../lib/stored.ts'
import type { Sheet } from '../../print/sheet.ts'
import { sheets } from '../../print/sheets/index.ts'
import { ChoiceField } from '../../ui/fields.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { Fields } from './Fields.tsx'
import { Preview } from './Preview.tsx'
import { missingIn, sheetLanguages, useSheetPlace } from './place.ts'
import styles from './sheets.module.css'
import { usePrinters, usePrinting } from './usePrinting.ts'

/** Which sheet, of what, in which language; how it will look; and where it goes. */
export default function SheetsScreen() {
  const { t } = useTranslation()
  const { place, request, change } = useSheetPlace()
  const { sheet } = place
  const missing = missingIn(place)
  return (
    <>
      <ScreenHeader title={t('sheets.title')} />
      <div className={styles.screen}>
        <div className={styles.side}>
          <Stack gap={16}>
            <ChoiceField
              label={t('sheets.kind')}
              value={sheet.kind}
              choices={sheets.map(({ kind }) => ({
                value: kind,
                label: t(`sheets.kinds.${kind}`),
              }))}
              onChange={(kind) => kind && change({ kind })}
            />
            <Fields place={place} change={change} />
            <ChoiceField
              label={t('sheets.language')}
              value={place.language}
              choices={sheetLanguages.map((language) => ({
                value: language,
                label: t(`sheets.sheetLanguages.${language}`),
              }))}
              onChange={(language) => language && change({ language })}
            />
          </Stack>
          {request && <Outputs sheet={sheet} request={request} />}
        </div>
        {request ? (
          <Preview key={sheet.kind} sheet={sheet} request={request} />
        ) : (
          <p className={styles.choose}>{missing && t(`sheets.choose.${missing}`)}</p>
        )}
      </div>
    </>
  )
}

function Outputs({ sheet, request }: { sheet: Sheet; request: SheetRequest }) {
  const { t } = useTranslation()
  const printing = usePrinting(sheet, request)
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
      {sheet.workbook && (
        <Button
          variant="default"
          leftSection={<IconFileSpreadsheet size={20} stroke={1.6} aria-hidden />}
          loading={printing.running === 'workbook'}
          disabled={busy}
          onClick={() => void printing.saveWorkbook()}
        >
          {t('sheets.saveWorkbook')}
        </Button>
      )}
      <StraightToPrinter printing={printing} />
    </Stack>
  )
}

/** The printer that sheets went to last. */
const lastPrinter = stored('bastau.sheets.printer')

/** Printing without the system's dialog, where the system has a way to. */
function StraightToPrinter({ printing }: { printing: ReturnType<typeof usePrinting> }) {
  const { t } = useTranslation()
  const printers = usePrinters()
  const last = useStored(lastPrinter)
  const names = printers.data
  if (!names) return null
  const printer = names.find((name) => name === last) ?? names[0] ?? null
  return (
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
            disabled={printing.running !== null}
            onClick={() => void printing.send(printer)}
          >
            {t('sheets.send')}
          </Button>
        </>
      ) : (
        <>
          <p>{t('sheets.noPrinters')}</p>
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
  )
}
