import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Copy } from '#contract/copies.ts'
import { formatNumber, moment } from '../../lib/format.ts'
import { useLanguage } from '../../texts/index.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { DoButton } from '../../ui/DoButton.tsx'
import styles from './copies.module.css'

interface CopyTableProps {
  copies: readonly Copy[]
  loading: boolean
  onRestore: (copy: Copy) => void
  onUnlock: (copy: Copy) => void
}

/** All copies, the newest first; one that cannot be put back says why, and is opened first or not offered. */
export function CopyTable({ copies, loading, onRestore, onUnlock }: CopyTableProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const megabytes = (bytes: number) => formatNumber(Math.ceil(bytes / 100_000) / 10, language)
  const columns: Column<Copy>[] = [
    {
      key: 'at',
      title: t('copies.column.at'),
      width: '190px',
      cell: ({ at }) => moment(at, language),
    },
    {
      key: 'reason',
      title: t('copies.column.reason'),
      cell: ({ reason }) => t(`copies.reason.${reason}`),
    },
    {
      key: 'people',
      title: t('copies.column.people'),
      width: '80px',
      align: 'right',
      cell: ({ people }) => people ?? '—',
    },
    {
      key: 'lastChange',
      title: t('copies.column.lastChange'),
      width: '210px',
      cell: ({ lastChange }) =>
        lastChange
          ? [moment(lastChange.at, language), lastChange.by].filter(Boolean).join(' · ')
          : '—',
    },
    {
      key: 'size',
      title: t('copies.column.size'),
      width: '80px',
      align: 'right',
      cell: ({ bytes }) => t('copies.size', { megabytes: megabytes(bytes) }),
    },
    {
      key: 'state',
      title: t('copies.column.state'),
      width: '170px',
      cell: (copy) => <State copy={copy} />,
    },
    {
      key: 'action',
      title: t('copies.column.action'),
      width: '150px',
      cell: (copy) => {
        const at = moment(copy.at, language)
        const does = {
          sound: { act: onRestore, label: t('copies.restore'), of: t('copies.restoreOf', { at }) },
          locked: { act: onUnlock, label: t('copies.unlock'), of: t('copies.unlockOf', { at }) },
          newer: null,
          damaged: null,
        }[copy.state]
        return (
          does && (
            <DoButton
              right="keeping"
              size="compact-sm"
              variant="default"
              aria-label={does.of}
              onClick={() => does.act(copy)}
            >
              {does.label}
            </DoButton>
          )
        )
      },
    },
  ]
  return (
    <DataTable
      label={t('copies.list')}
      columns={columns}
      rows={copies}
      keyOf={({ name }) => name}
      loading={loading}
    />
  )
}

function State({ copy: { state, places } }: { copy: Copy }) {
  const { t } = useTranslation()
  const Sign = state === 'sound' ? IconCircleCheck : IconAlertTriangle
  const sound = places.filter((one) => one.state === 'sound').map(({ place }) => place)
  const bad = places.filter((one) => one.state !== 'sound')
  return (
    <>
      <span className={styles.state} data-state={state}>
        <Sign size={18} stroke={1.7} aria-hidden />
        {t(`copies.state.${state}`)}
      </span>
      {sound.length === 2 && <div className={styles.places}>{t('copies.alsoSecond')}</div>}
      {sound.length === 1 && sound[0] === 'second' && (
        <div className={styles.places}>{t('copies.onlySecond')}</div>
      )}
      {state === 'sound' &&
        bad.map(({ place }) => (
          <div key={place} className={styles.places}>
            {t('copies.damagedIn', { place: t(`copies.place.${place}`) })}
          </div>
        ))}
    </>
  )
}
