/** Taking changes back and doing them again, by key, by button or from the list, always by name. */
import i18next from 'i18next'
import type { RecentChange } from '#contract/changes.ts'
import { RulesRefused } from '#contract/schedule.ts'
import { changeSentence } from '../lib/changes.ts'
import { call, currentMember, ServiceError } from '../lib/client.ts'
import { type Hit, takeHit } from '../lib/hits.ts'
import { currentPath } from '../lib/location.ts'
import { forget, lastDone, lastUndone, movedBack, movedOn, type Step } from '../lib/made.ts'
import { errorSentence, findingSentence } from '../lib/sentences.ts'
import { currentLanguage } from '../texts/index.ts'
import { hideNews, notifyDone, notifyFailure, notifyProblem, notifyTaken } from './answers.tsx'
import { saidOfHits } from './settle.ts'

/** One after another: Ctrl+Z twice, quickly, takes two things back. */
let inTurn: Promise<void> = Promise.resolve()
const next = (work: () => Promise<void>): Promise<void> => {
  inTurn = inTurn.then(work).catch(notifyFailure)
  return inTurn
}

/** What is known of the newest changes; the ones of a desk's day are among them. */
export async function known({ changeIds }: Step): Promise<RecentChange | null> {
  const { changes } = await call('changes.recent', { limit: 50 })
  return changes.find(({ changeId }) => changeIds.includes(changeId)) ?? null
}

export const sentenceOf = (change: RecentChange | null): string =>
  change ? changeSentence(change.summary, currentLanguage(), i18next.t) : i18next.t('changes.other')

/** Sections of the window in which a command's effect is seen, by the first word of its method. */
/** Screens on which one sees what was settled, and who is away. */
const settled = [
  'settle',
  'today',
  'hippotherapy',
  'studio',
  'consultations',
  'boarding',
  'attendance',
  'horses',
  'team',
  'settings',
  'sheets',
]

const shownIn: Readonly<Record<string, readonly string[]>> = {
  attendance: ['attendance', 'hippotherapy', 'studio', 'consultations', 'boarding', 'today'],
  hippotherapy: ['hippotherapy', 'today', 'attendance'],
  studio: ['studio', 'today', 'attendance'],
  consultations: ['consultations', 'today', 'attendance'],
  boarding: ['boarding', 'today', 'attendance'],
  notices: ['calls', 'today'],
  places: ['settings'],
  // Of whatever screen they were opened from.
  schedule: settled,
  availability: settled,
  importing: ['people'],
}

/** What was said when a step was taken back: it offers to do again what by then may be done. */
const undoneNews = ({ changeIds }: Step): string => `undone ${changeIds.join()}`

/** Why something cannot be taken back or done again: the first rule that forbids it, as nothing lists them. */
function whyNot(error: ServiceError): string {
  const refused = error.code === 'rules_refused' ? RulesRefused.safeParse(error.params).data : null
  const finding = refused?.refusals[0]
  return finding
    ? findingSentence(finding, currentLanguage())
    : errorSentence(i18next.t, currentLanguage(), error.code, error.params)
}

/** Takes changes back, or does them again, one after the other. Answers what they have left against the rules. */
async function turn(
  method: 'changes.undo' | 'changes.redo',
  changeIds: Step['changeIds'],
): Promise<Hit[]> {
  const hits: Hit[] = []
  for (const changeId of changeIds) {
    const turned = await call(method, { changeId })
    notifyTaken(turned.findings)
    const hit = turned.changeId && takeHit(turned.changeId)
    if (hit) hits.push(hit)
  }
  return hits
}

async function take(step: Step, what: string): Promise<void> {
  const id = step.changeIds.join()
  let hits: Hit[]
  try {
    hits = await turn('changes.undo', step.changeIds.toReversed())
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    // It does not stand in the way of the one before.
    forget(step)
    hideNews(id)
    notifyProblem(i18next.t('changes.notUndone', { what, why: whyNot(error) }))
    return
  }
  movedBack(step)
  hideNews(id)
  const offer = { label: i18next.t('changes.redo'), act: () => again(step, what) }
  const { sentence, offers } = saidOfHits(i18next.t('changes.undone', { what }), hits)
  notifyDone(sentence, [...offers, offer], undoneNews(step))
}

async function bringBack(step: Step, what: string): Promise<void> {
  let hits: Hit[]
  try {
    hits = await turn('changes.redo', step.changeIds)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    forget(step)
    notifyProblem(i18next.t('changes.notRedone', { what, why: whyNot(error) }))
    return
  }
  movedOn(step)
  hideNews(undoneNews(step))
  const offer = { label: i18next.t('changes.undo'), act: () => takeBack(step, what) }
  const { sentence, offers } = saidOfHits(i18next.t('changes.redone', { what }), hits)
  notifyDone(sentence, [...offers, offer], step.changeIds.join())
}

/** Takes a step back and says so by name, or says why not. */
export const takeBack = (step: Step, what?: string): Promise<void> =>
  next(async () => take(step, what ?? sentenceOf(await known(step))))
const again = (step: Step, what: string): Promise<void> => next(() => bringBack(step, what))

/**
 * Ctrl+Z: takes back what this person did last at this desk today. What was done on another screen is
 * named first, and taken back when told to.
 */
export const undoLast = (): Promise<void> =>
  next(async () => {
    const step = lastDone(currentMember())
    if (!step) return notifyDone(i18next.t('changes.nothing'))
    const change = await known(step)
    if (change?.undoneBy) {
      // Somebody took it back from the list meanwhile.
      forget(step)
      return void undoLast()
    }
    const what = sentenceOf(change)
    const section = change?.kind.split('.')[0] ?? ''
    const here = currentPath().split('/')[1] ?? ''
    const where = shownIn[section] ?? [section]
    if (!change || where.includes(here)) return take(step, what)
    const named = `common.nav.${where[0]}` as 'common.nav.today'
    notifyDone(
      i18next.t('changes.elsewhere', { what, where: i18next.t(named) }),
      [{ label: i18next.t('changes.undo'), act: () => takeBack(step, what) }],
      step.changeIds.join(),
    )
  })

/** Ctrl+Y: does again what was taken back last at this desk. */
export const redoLast = (): Promise<void> =>
  next(async () => {
    const step = lastUndone(currentMember())
    if (!step) return notifyDone(i18next.t('changes.nothingToRedo'))
    await bringBack(step, sentenceOf(await known(step)))
  })

/** Whether keys are being typed into a field there. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
