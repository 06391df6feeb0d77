import { useSearch } from 'wouter'
import { GroupId, LocalMonth } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { goTo } from '../../lib/location.ts'

interface RegisterPlace {
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
  const place: RegisterPlace = {
    groupId: group.success ? group.data : null,
    month: month.success ? month.data : (today().slice(0, 7) as LocalMonth),
  }
  return {
    ...place,
    change(part) {
      const next = { ...place, ...part }
      const to = new URLSearchParams({ month: next.month })
      if (next.groupId) to.set('group', next.groupId)
      goTo(`/attendance/register?${to}`, { replace: true })
    },
  }
}
