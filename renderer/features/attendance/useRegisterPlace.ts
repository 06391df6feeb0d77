import { useSearch } from 'wouter'
import { CourseId, GroupId, LocalMonth } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { goTo } from '../../lib/location.ts'

interface RegisterPlace {
  /** A whole course, instead of a month of a group. */
  courseId: CourseId | null
  /** Null is hippotherapy. */
  groupId: GroupId | null
  month: LocalMonth
}

/** Whose register of which month the address asks for. */
export function useRegisterPlace(): RegisterPlace & {
  change: (part: Partial<RegisterPlace>) => void
} {
  const query = new URLSearchParams(useSearch())
  const group = GroupId.safeParse(query.get('group'))
  const month = LocalMonth.safeParse(query.get('month'))
  const course = CourseId.safeParse(query.get('course'))
  const place: RegisterPlace = {
    courseId: course.success ? course.data : null,
    groupId: group.success ? group.data : null,
    month: month.success ? month.data : (today().slice(0, 7) as LocalMonth),
  }
  return {
    ...place,
    change(part) {
      const next = { ...place, ...part }
      const to = new URLSearchParams({ month: next.month })
      if (next.courseId) to.set('course', next.courseId)
      else if (next.groupId) to.set('group', next.groupId)
      goTo(`/attendance/register?${to}`, { replace: true })
    },
  }
}
