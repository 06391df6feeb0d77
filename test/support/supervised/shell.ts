/** The supervisor of a service and nothing else, as an app; tests reach both by the globals. */
import { join } from 'node:path'
import { app } from 'electron'
import { openLog } from '../../../electron/main/log.ts'
import { asFork, asUtilityProcess } from '../../../electron/main/service-child.ts'
import { type ServiceEvent, ServiceProcess } from '../../../electron/main/service-process.ts'

const [way, folder = '', how = ''] = process.argv.slice(-3)
app.setPath('userData', join(folder, 'window'))

const program = { entry: join(app.getAppPath(), 'service.cjs'), args: [folder, how] }
const told: ServiceEvent[] = []
const service = new ServiceProcess({
  startChild: way === 'utility process' ? asUtilityProcess(program) : asFork(program),
  log: openLog(folder),
  tell: (event) => told.push(event),
})
Object.assign(globalThis, { service, told })
