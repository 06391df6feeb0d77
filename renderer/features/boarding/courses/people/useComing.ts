import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Enrolment } from '#contract/boarding.ts'
import type { Finding } from '#contract/schedule.ts'
import type { ChangeId, CourseId, LocalDate } from '#contract/values.ts'
import { call, type ServiceError } from '../../../../lib/client.ts'
import { announceAll, refusedBy } from '../../../../ui/announce.ts'

export const comings = ['arrive', 'depart', 'noShow'] as const
/** What can be said of somebody on the day: has come, has left, has not come. */
export type Coming = (typeof comings)[number]

/** Who can still be said that of. */
export function mayBe(coming: Coming, { state }: Pick<Enrolment, 'state'>): boolean {
  switch (coming) {
    case 'arrive':
      return state === 'expected' || state === 'no_show'
    case 'depart':
      return state === 'here'
    case 'noShow':
      return state === 'expected'
  }
}

type Whose = Pick<Enrolment, 'personId' | 'name'>

/** Of whom it was refused, and why. */
export interface NotDone extends Whose {
  readonly error: ServiceError
  readonly findings: readonly Finding[]
}

/** Says who has come or left, one or several, with one way back for all. */
export function useComing(courseId: CourseId) {
  const { t } = useTranslation()
  const [settling, setSettling] = useState(false)
  const [notDone, setNotDone] = useState<readonly NotDone[]>([])

  const say = async (
    coming: Coming,
    { personId }: Whose,
    on: LocalDate,
    note: string | null,
  ): Promise<ChangeId | null> => {
    const whose = { courseId, personId }
    switch (coming) {
      case 'arrive':
        return (await call('boarding.arrive', { ...whose, on })).changeId
      case 'depart':
        return (await call('boarding.depart', { ...whose, on, ...(note && { note }) })).changeId
      case 'noShow':
        return (await call('boarding.noShow', whose)).changeId
    }
  }
  return {
    settling,
    notDone,
    forget: () => setNotDone([]),
    async settle(
      coming: Coming,
      people: readonly Whose[],
      on: LocalDate,
      note: string | null = null,
    ): Promise<boolean> {
      const done: ChangeId[] = []
      const refused: NotDone[] = []
      setSettling(true)
      for (const one of people) {
        try {
          const changeId = await say(coming, one, on, note)
          if (changeId !== null) done.push(changeId)
        } catch (error) {
          const { personId, name } = one
          const findings = refusedBy(error)?.refusals ?? []
          refused.push({ personId, name, error: error as ServiceError, findings })
        }
      }
      setSettling(false)
      setNotDone(refused)
      const [one] = people
      if (done.length > 0 && one) {
        announceAll(
          people.length === 1
            ? t(`boarding.done.${coming}`, { name: one.name })
            : t(`boarding.done.${coming}Many`, { count: done.length }),
          done,
        )
      }
      return refused.length === 0
    },
  }
}
export type Comings = ReturnType<typeof useComing>
