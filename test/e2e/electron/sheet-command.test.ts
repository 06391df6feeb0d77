import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import { test as base, pdfText, root, temporaryFolder } from './fixtures.ts'

const out = join(temporaryFolder(), 'sheet.pdf')

/** What `npm run sheet` says at last, and its exit code. */
async function sheet(dataDir: string, options: string) {
  rmSync(out, { force: true })
  const asked = [...options.split(' '), '--out', out, '--data-dir', dataDir]
  const command = [join(root, 'electron', 'runtime', 'sheet.mjs'), ...asked]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'pipe'] })
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
  expect([options, existsSync(out)]).toEqual([options, code === 0])
  return { code, said: said.trim().split('\n').at(-1) }
}

const test = base.override({ data: 'sample-centre' })

test('a sheet is made beside an open window, and what is wrong with its options is said', async ({
  app,
}) => {
  expect(await sheet(temporaryFolder(), '--kind meals --course Қазан --lang kk')).toMatchObject({
    code: 3,
  })
  const { dataDir } = app
  const of = (options: string) => sheet(dataDir, `${options} --lang kk+ru`)

  expect(await of('--kind class --group ИЗ-3 --date 2025-10-06')).toMatchObject({ code: 0 })
  expect(pdfText(out)).toContain('Топ / Группа: ИЗ-3')
  expect(await of('--kind door-signs --course 22.09.2025')).toMatchObject({ code: 0 })

  expect(await of('--kind lists')).toEqual({
    code: 2,
    said: '--kind is needed, one of: rides-day, class, register, client-timetable, call-list, course-roster, rooming-list, door-signs, meals.',
  })
  expect(await of('--kind rides-day --date 2025-02-30')).toEqual({
    code: 2,
    said: '--date is needed, as 2025-10-06.',
  })
  expect(await of('--kind register')).toEqual({ code: 2, said: '--month is needed, as 2025-10.' })
  expect(await of('--kind meals')).toEqual({
    code: 2,
    said: '--course is needed, the name, or the id.',
  })
  expect(await of('--kind meals --course Қараша')).toEqual({
    code: 2,
    said: '--course: nothing is called “Қараша”.',
  })
  expect(await of('--kind meals --group ИЗ-3')).toEqual({
    code: 2,
    said: 'That sheet is not asked with --group, but with --course.',
  })
  expect(await sheet(dataDir, '--kind meals --course Қараша --lang de')).toEqual({
    code: 2,
    said: '--lang is needed, one of: kk, ru, en, kk+ru.',
  })
  expect(await of('--kind rides-day --date 2025-10-05')).toEqual({
    code: 4,
    said: 'Nothing stands on that sheet.',
  })
})

test('where people sign in, a sheet is made by the key of one of them', async ({ app }) => {
  const { members } = await app.call('access.state', {})
  const coordinator = members.find(({ roles }) => roles.includes('coordinator'))
  if (!coordinator) throw new Error('the sample has changed')
  const { memberId } = coordinator
  await app.call('access.setPin', { memberId, secret: '80247' })
  const { key } = await app.call('access.makeKey', { memberId })
  const file = join(temporaryFolder(), 'key')
  writeFileSync(file, `${key}\n`)
  const asked = '--kind door-signs --course 22.09.2025 --lang kk'
  expect(await sheet(app.dataDir, asked)).toEqual({
    code: 3,
    said: 'The data cannot be read: sign_in_required.',
  })
  expect(await sheet(app.dataDir, `${asked} --key-file ${file}`)).toMatchObject({ code: 0 })
})
