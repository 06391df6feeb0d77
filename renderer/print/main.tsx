import '../lib/zod-setup.ts'
import './page.css'

import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { reportBug } from '../lib/client.ts'
import { queryClient } from '../lib/queries.ts'
import { startTexts } from '../texts/index.ts'
import { loadFonts } from './PaperPages.tsx'
import { Sheet } from './Sheet.tsx'
import { languagesOf } from './words.ts'

// The page is opened ahead, with nothing to show: what every sheet needs is fetched meanwhile.
void loadFonts()
const element = document.getElementById('root')
if (!element) throw new Error('print.html has no root')
const root = createRoot(element)

window.bastau.onSheet((request) => {
  const [leading = 'kk'] = languagesOf(request.language)
  startTexts(leading)
  document.documentElement.lang = leading
  root.render(
    <QueryClientProvider client={queryClient}>
      <Sheet
        request={request}
        onTitle={(title) => {
          document.title = title
        }}
        onLaidOut={() => {
          document.documentElement.dataset.laidOut = 'true'
          window.bastau.sheetReady('laid_out')
        }}
        onFailure={(error) => {
          void reportBug(error)
          window.bastau.sheetReady('failed')
        }}
      />
    </QueryClientProvider>,
  )
})
