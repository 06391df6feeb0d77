import '../lib/zod-setup.ts'
import './page.css'

import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { SheetRequest } from '#contract/shell.ts'
import { queryClient } from '../lib/queries.ts'
import { startTexts } from '../texts/index.ts'
import { reportBug } from '../ui/answers.tsx'
import { loadFonts } from './PaperPages.tsx'
import { Sheet } from './Sheet.tsx'
import { languagesOf } from './words.ts'

/** The hidden page that the shell prints: the hash says which sheet. */
const request = SheetRequest.parse(JSON.parse(decodeURIComponent(location.hash.slice(1))))
// While the service is asked for what stands on the sheet.
void loadFonts()
const [leading = 'kk'] = languagesOf(request.language)
startTexts(leading)
document.documentElement.lang = leading

const root = document.getElementById('root')
if (!root) throw new Error('print.html has no root')
createRoot(root).render(
  <QueryClientProvider client={queryClient}>
    <Sheet
      request={request}
      onTitle={(title) => {
        document.title = title
      }}
      onLaidOut={() => window.bastau.sheetReady('laid_out')}
      onFailure={(error) => {
        void reportBug(error)
        window.bastau.sheetReady('failed')
      }}
    />
  </QueryClientProvider>,
)
