import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge } from '#contract/shell.ts'

/** The one narrow bridge. Messages are heard by the shell only from the pages of the app. */
const bridge: Bridge = {
  call: (method, input, actor) => ipcRenderer.invoke('bastau:call', method, input, actor),
  listen(listener) {
    const hear = (_event: unknown, message: Parameters<typeof listener>[0]) => listener(message)
    ipcRenderer.on('bastau:event', hear)
    return () => {
      ipcRenderer.off('bastau:event', hear)
    }
  },
  shell: (name, input) => ipcRenderer.invoke('bastau:shell', name, input),
  onSheet: (show) => {
    ipcRenderer.on('bastau:sheet', (_event, request) => show(request))
  },
  sheetReady: (state) => ipcRenderer.send('bastau:sheet-ready', state),
}

contextBridge.exposeInMainWorld('bastau', bridge)
