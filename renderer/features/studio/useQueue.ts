import { useTranslation } from 'react-i18next'
import type { Waiting } from '#contract/studio.ts'
import { useWrite } from '../../lib/queries.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'

/** Takes somebody off a queue, and says so. */
export function useStopWaiting() {
  const { t } = useTranslation()
  const stop = useWrite('studio.stopWaiting')
  return async ({ groupId, personId, name }: Pick<Waiting, 'groupId' | 'personId' | 'name'>) => {
    try {
      const { changeId } = await stop.mutateAsync({ groupId, personId })
      announce(t('studio.done.stopped', { name }), changeId)
    } catch (error) {
      notifyFailure(error)
    }
  }
}
