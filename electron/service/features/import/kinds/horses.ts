/** Horses with their limits and the days on which they are away. */
import { type Horse, HorseFields } from '#contract/horses.ts'
import type { HorseId } from '#contract/values.ts'
import type { ImportDefinition } from '../plan.ts'
import type { RowReading } from '../row.ts'
import type { ImportStores } from '../stores.ts'
import { given, type Said } from './given.ts'
import { plainWords, readName } from './values.ts'

type Entity = Omit<Horse, 'id'>
type Absence = Entity['absences'][number]
type ImportDraft = Said<Omit<Entity, 'absences'> & { absence: Absence }>

function readAbsence(row: RowReading): Absence | undefined {
  const from = row.date('awayFrom')
  const until = row.date('awayUntil')
  if (row.words('awayFrom') !== '' || row.words('awayUntil') !== '') {
    row.require('awayFrom', 'awayUntil')
  }
  if (from && until && until < from) row.refuse('awayUntil', 'out_of_range')
  const reason = row.text('awayReason') ?? null
  return from && until ? { from, until, reason, because: 'other' } : undefined
}

/** The absences with one more, which takes the place of one that begins on the same day. */
function withAbsence(known: readonly Absence[], absence: Absence | undefined): Absence[] {
  if (!absence) return [...known]
  const same = known.find((one) => one.from === absence.from)
  return [
    ...known.filter((one) => one !== same),
    { ...absence, reason: absence.reason ?? same?.reason ?? null },
  ].sort((one, other) => (one.from < other.from ? -1 : 1))
}

/** How horses come in. */
export const horsesKind = (
  horses: ImportStores['horses'],
): ImportDefinition<Entity, ImportDraft> => ({
  required: () => ['name', 'birthYear', 'massKg'],
  title: (row) => readName(row.words('name')),
  read(row, today) {
    row.require('name', 'birthYear', 'massKg')
    const name = row.text('name')
    const birthYear = row.number('birthYear', 1980, Number(today.slice(0, 4)), true)
    return {
      name: name === undefined ? undefined : readName(name),
      birthYear,
      massKg: row.number('massKg', 50, 1200),
      heightCm: row.number('heightCm', 50, 220),
      temper: row.text('temper'),
      dailyWarnMinutes: row.number('dailyWarnMinutes', 0, 1440, true),
      dailyBlockMinutes: row.number('dailyBlockMinutes', 0, 1440, true),
      restMinutes: row.number('restMinutes', 0, 240, true),
      loadPercent: row.number('loadPercent', 1, 40),
      tackKg: row.number('tackKg', 0, 60),
      notes: row.text('note', 4000),
      absence: readAbsence(row),
    }
  },
  load: async (db) => (await horses.list(db)).map(({ id, ...entity }) => ({ id, entity })),
  fresh: ({ absence, ...fields }) => ({
    ...HorseFields.parse(given(fields)),
    absences: withAbsence([], absence),
  }),
  keys: (horse) => [plainWords(horse.name)],
  compare: () => 'same',
  changed: (known, { absence, ...fields }) => ({
    ...known,
    ...given(fields),
    name: known.name,
    absences: withAbsence(known.absences, absence),
  }),
  show: ({ absences, ...fields }) => ({
    ...Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [field, value === null ? '' : String(value)]),
    ),
    absences: absences.map((one) => [one.from, one.until, one.reason ?? ''].join(' · ')).join('\n'),
  }),
  insert: ({ tx, newId }, horse) => horses.insert(tx, newId<HorseId>(), horse),
  async update({ tx }, id, _before, horse) {
    await horses.update(tx, { ...horse, id: id as HorseId })
  },
})
