/** What a list of participants of courses says beside the person. */
import type { LocalDate } from '#contract/values.ts'
import { isAmong, namesApart } from '../../../kernel/names.ts'
import type { RowReading } from '../row.ts'
import type { Course } from '../stores.ts'
import { given, type Said } from './given.ts'
import { readYesNo } from './values.ts'

export type CourseDraft = Said<Course> & { arrivalOn: LocalDate }

export function readCourse(row: RowReading): CourseDraft | undefined {
  row.require('arrivalOn')
  const arrivalOn = row.date('arrivalOn')
  if (!arrivalOn) return undefined
  return {
    arrivalOn,
    wheelchair: row.read('wheelchair', readYesNo, 'choice'),
    companionName: row.text('companionName'),
    diet: row.text('diet'),
    shareWithName: row.text('shareWithName'),
  }
}

/** Whoever is named anew comes along too: a list takes nobody away, who may have a bed by now. */
function withCompanions(known: string | null, words: string): string {
  const names = namesApart(known)
  return [...names, ...namesApart(words).filter((name) => !isAmong(names, name))].join(', ')
}

/** Another wish takes the place of the one before; of those that were added here it may name some. */
function withWish(known: string | null, words: string): string {
  const names = namesApart(known)
  return known !== null && namesApart(words).every((name) => isAmong(names, name)) ? known : words
}

/** What a row makes of what was known; it changes what it says, and names keep their known spelling. */
export function courseOf(draft: CourseDraft, known?: Course): Course {
  const nothing = { wheelchair: false, companionName: null, diet: null, shareWithName: null }
  const before = known ?? nothing
  const { companionName, shareWithName } = draft
  return {
    ...before,
    ...given(draft),
    arrivalOn: draft.arrivalOn,
    companionName: companionName
      ? withCompanions(before.companionName, companionName)
      : before.companionName,
    shareWithName: shareWithName
      ? withWish(before.shareWithName, shareWithName)
      : before.shareWithName,
  }
}
