import { languagesOf } from '#contract/values.ts'
import '../lib/zod-setup.ts'
import './page.css'

import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import type { SheetRequest, TypedSheet } from '#contract/shell.ts'
import { reportBug } from '../lib/client.ts'
import { queryClient } from '../lib/queries.ts'
import { recoveryCodeKind } from '../lib/recovery-code.ts'
import { startTexts } from '../texts/index.ts'
import { SheetRefused, understood } from './command-line.ts'
import { loadFonts } from './PaperPages.tsx'
import { RecoveryCodePages } from './RecoveryCodePages.tsx'
import { SheetPages } from './SheetPages.tsx'
import { sheetOf } from './sheets/index.ts'

// The page is opened ahead, with nothing to show: what every sheet needs is fetched meanwhile.
void loadFonts()
const element = document.getElementById('root')
if (!element) throw new Error('print.html has no root')
const root = createRoot(element)

function fail(error: unknown) {
  if (error instanceof SheetRefused) {
    window.bastau.sheetReady(error.refusal)
    return
  }
  void reportBug(error)
  window.bastau.sheetReady('failed')
}

function setTitle(title: string) {
  document.title = title
}

function laidOut() {
  document.documentElement.dataset.laidOut = 'true'
  window.bastau.sheetReady('laid_out')
}

async function show(asked: SheetRequest | TypedSheet): Promise<void> {
  const [leading = 'kk'] = languagesOf(asked.language)
  startTexts(leading)
  document.documentElement.lang = leading
  const request = 'typed' in asked ? await understood(asked) : asked
  const heard = { onTitle: setTitle, onLaidOut: laidOut }
  if (request.kind === recoveryCodeKind) {
    root.render(<RecoveryCodePages request={request} {...heard} />)
    return
  }
  const sheet = sheetOf(request.kind)
  if (!sheet) throw new Error(`there is no sheet ${request.kind}`)
  root.render(
    <QueryClientProvider client={queryClient}>
      <SheetPages sheet={sheet} request={request} {...heard} onFailure={fail} />
    </QueryClientProvider>,
  )
}

window.bastau.onSheet((asked) => {
  show(asked).catch(fail)
})
