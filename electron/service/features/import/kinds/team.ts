/** Staff and volunteers: what they may do and when they work. */
import { type Member, MemberFields } from '#contract/team.ts'
import { type MemberId, weekdays } from '#contract/values.ts'
import { foldedName, sameName } from '../../../kernel/names.ts'
import { readPhone } from '../../../kernel/phone.ts'
import type { ImportDefinition } from '../plan.ts'
import type { RowReading } from '../row.ts'
import type { ImportStores } from '../stores.ts'
import { given, type Said } from './given.ts'
import { nameTitle, readNames } from './names.ts'
import { readDuties, readTime, readWeekdays } from './values.ts'

type Entity = Omit<Member, 'id'>
type Hours = Entity['hours']
type ImportDraft = Pick<Entity, 'familyName' | 'givenName'> &
  Said<Pick<Entity, 'patronymic' | 'phone' | 'roles' | 'subject' | 'volunteer' | 'hours'>>

/** Working days with their hours. Days without hours are refused: nobody knows them. */
function readHours(row: RowReading): Hours | undefined {
  const days = row.read('days', readWeekdays, 'weekdays')
  const from = row.read('from', readTime, 'time')
  const until = row.read('until', readTime, 'time')
  const some = ['days', 'from', 'until'].some((field) => row.words(field) !== '')
  if (some) row.require('days', 'from', 'until')
  if (!days || !from || !until) return undefined
  if (until <= from) row.refuse('until', 'out_of_range')
  return days.map((day) => ({ day, from, until }))
}

const inOrder = (hours: Hours): Hours =>
  [...hours].sort(
    (one, other) =>
      weekdays.indexOf(one.day) - weekdays.indexOf(other.day) || (one.from < other.from ? -1 : 1),
  )

/** A second row of the same file adds days; the first says what the week now is. */
function weekOf(known: Hours, hours: Hours | undefined, again: boolean): Hours {
  if (!hours) return known
  if (!again) return hours
  const days = new Set(hours.map((one) => one.day))
  return [...known.filter((one) => !days.has(one.day)), ...hours]
}

/** How the team comes in. */
export const teamKind = (
  members: ImportStores['members'],
): ImportDefinition<Entity, ImportDraft> => ({
  required: (present) => [
    ...(present.has('fullName') ? ['fullName'] : ['familyName', 'givenName']),
    'duties',
  ],
  title: nameTitle,
  read(row) {
    row.require('duties')
    const duties = row.read('duties', readDuties, 'choice')
    return {
      ...readNames(row),
      phone: row.read('phone', readPhone, 'phone'),
      roles: duties?.roles,
      subject: row.text('subject') ?? duties?.subject ?? undefined,
      volunteer: duties?.volunteer || undefined,
      hours: readHours(row),
    }
  },
  load: async (db) => (await members.list(db)).map(({ id, ...entity }) => ({ id, entity })),
  fresh: (draft) => MemberFields.parse({ roles: [], ...given(draft) }),
  keys: (member) => [foldedName({ ...member, patronymic: null })],
  compare: (known, other) => (sameName(known, other) ? 'same' : 'other'),
  changed: (known, draft, again) => ({
    ...known,
    ...given(draft),
    familyName: known.familyName,
    givenName: known.givenName,
    patronymic: known.patronymic ?? draft.patronymic ?? null,
    roles: [...new Set([...known.roles, ...(draft.roles ?? [])])],
    hours: weekOf(known.hours, draft.hours, again),
  }),
  show: ({ roles, hours, ...fields }) => ({
    ...Object.fromEntries(
      Object.entries(fields).map(([field, value]) => [field, value === null ? '' : String(value)]),
    ),
    roles: [...roles].sort().join(', '),
    hours: inOrder(hours)
      .map((one) => `${one.day} ${one.from}–${one.until}`)
      .join(', '),
  }),
  insert: ({ tx, newId }, member) => members.insert(tx, newId<MemberId>(), member),
  async update({ tx }, id, _before, member) {
    await members.update(tx, { ...member, id: id as MemberId })
  },
})
