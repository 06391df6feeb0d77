import '../lib/zod-setup.ts'

import '@fontsource-variable/noto-sans/index.css'
import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/schedule/styles.css'
import '@mantine/spotlight/styles.css'
import './global.css'

import { createRoot } from 'react-dom/client'
import { reportBug } from '../lib/client.ts'
import { askBeforeGoingBack } from '../lib/location.ts'
import { listenForChanges } from '../lib/queries.ts'
import { askBeforeClosing } from '../lib/unsaved.ts'
import { currentLanguage, setLanguage, startTexts } from '../texts/index.ts'
import { Guard } from './Guard.tsx'
import { Providers } from './Providers.tsx'
import { Shell } from './Shell.tsx'

startTexts(currentLanguage())
setLanguage(currentLanguage())
listenForChanges()
askBeforeClosing()
askBeforeGoingBack()
addEventListener('unhandledrejection', (event) => void reportBug(event.reason))

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no root')
createRoot(root).render(
  <Providers>
    <Guard>
      <Shell />
    </Guard>
  </Providers>,
)
