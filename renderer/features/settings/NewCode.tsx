import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshProtection } from '../../lib/protection.ts'
import { useWrite } from '../../lib/queries.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { DoButton } from '../../ui/DoButton.tsx'
import { RecoveryCode } from '../../ui/RecoveryCode.tsx'
import { Sure } from './Sure.tsx'

/** Makes the recovery code, of the file and of signing in, and shows it this once. */
export function NewCode({ isThere }: { isThere: boolean }) {
  const { t } = useTranslation()
  const make = useWrite('access.newRecoveryCode')
  const [asking, setAsking] = useState(false)
  const [code, setCode] = useState<string | null>(null)
  const renew = async () => {
    setAsking(false)
    try {
      setCode((await make.mutateAsync({})).recoveryCode)
    } catch (error) {
      notifyFailure(error)
    }
    await refreshProtection()
  }
  return (
    <>
      <DoButton
        right="protecting"
        variant={isThere ? 'default' : 'filled'}
        loading={make.isPending}
        onClick={() => (isThere ? setAsking(true) : void renew())}
      >
        {t(isThere ? 'access.section.newCode' : 'protection.makeCode')}
      </DoButton>
      {asking && (
        <Sure
          question={t('access.section.newCodeAsk')}
          yes={t('access.section.newCode')}
          onYes={() => void renew()}
          onNo={() => setAsking(false)}
        />
      )}
      {code && <RecoveryCode code={code} onDone={() => setCode(null)} />}
    </>
  )
}
