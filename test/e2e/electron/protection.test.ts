import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isProtectedAt } from '#keys/head.ts'
import { type ElectronApp, startElectronApp, temporaryFolder } from './fixtures.ts'
import { hasKeyrings, startKeyring } from './keyring.ts'

const passphrase = 'жеті су бұлақ басы'
const somebody = { familyName: 'Құпиябекова', givenName: 'Әсемгүл', notes: 'ұстамасы бар' }

/** Whether anything of somebody can be read in any file of the folder. */
const readableIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.startsWith('bastau'))
    .filter((name) => /Құпиябекова|Әсемгүл|ұстама/.test(readFileSync(join(folder, name), 'utf8')))

const open = async (app: ElectronApp, path: string) => {
  await app.page.evaluate((hash) => {
    location.hash = hash
  }, `#${path}`)
}
const alert = (app: ElectronApp) => app.page.getByRole('alert').first()

test('a file is protected by a passphrase where there is no keyring, and opens by it or by the code alone', async () => {
  const dataDir = temporaryFolder()
  const file = join(dataDir, 'bastau.db')
  const app = await startElectronApp({ dataDir })
  let code: string
  try {
    await app.call('people.create', somebody)
    expect(readableIn(dataDir)).not.toEqual([])
    await open(app, '/settings/protection')
    await app.page.getByText('кілт қоймасы жоқ').waitFor()
    const protect = app.page.getByRole('button', { name: 'Файлды қорғау' })
    expect(await protect.isDisabled()).toBe(true)
    await app.page.getByLabel('Құпиясөз', { exact: true }).fill(passphrase)
    await protect.click()
    await app.page.getByRole('button', { name: 'Қалпына келтіру кодын жасау' }).click()
    const shown = app.page.getByRole('status', { name: 'Қалпына келтіру коды' })
    code = (await shown.textContent()) ?? ''
    expect(code).toMatch(/^([2-9A-Z]{4}-){7}[2-9A-Z]{4}$/)
    expect(isProtectedAt(file)).toBe(true)
    expect(readableIn(dataDir)).toEqual([])
    expect(await app.call('people.count', {})).toEqual({ people: 1 })
    expect(app.log()).not.toContain(code)
  } finally {
    await app.close()
  }

  const again = await startElectronApp({ dataDir })
  try {
    await expect.poll(() => alert(again).textContent()).toContain('қорғалған')
    const secret = () => again.page.getByLabel('Қалпына келтіру коды немесе құпиясөз').first()
    const enter = async (typed: string) => {
      await secret().fill(typed)
      await again.page.getByRole('button', { name: 'Файлды ашу' }).first().click()
    }
    const last = code.endsWith('2') ? '3' : '2'
    await enter(code.slice(0, -1) + last)
    await again.page.getByText('Кодта қате бар').first().waitFor()
    await enter('басқа құпиясөз болды')
    await again.page.getByText('Бұл осы файлдың коды да').first().waitFor()
    await enter(code.toLowerCase().replaceAll('-', ''))
    await secret().waitFor({ state: 'detached' })
    expect(await again.call('people.count', {})).toEqual({ people: 1 })
  } finally {
    await again.close()
  }
  expect(readableIn(dataDir)).toEqual([])
})

test.skipIf(!hasKeyrings())(
  'where there is a keyring a new file is protected from the first; elsewhere it asks for the code',
  async () => {
    const keyring = await startKeyring()
    const dataDir = temporaryFolder()
    let code: string
    try {
      const first = await startElectronApp({ dataDir, ...keyring.start })
      try {
        expect(isProtectedAt(join(dataDir, 'bastau.db'))).toBe(true)
        await first.call('people.create', somebody)
        expect(readableIn(dataDir)).toEqual([])
        // Only this computer opens it yet, and Today says so.
        await first.page.getByRole('link', { name: 'Код жасау' }).click()
        await first.page.getByRole('button', { name: 'Қалпына келтіру кодын жасау' }).click()
        const shown = first.page.getByRole('status', { name: 'Қалпына келтіру коды' })
        code = (await shown.textContent()) ?? ''
      } finally {
        await first.close()
      }
      const again = await startElectronApp({ dataDir, ...keyring.start })
      try {
        expect(await again.call('people.count', {})).toEqual({ people: 1 })
        expect(await again.page.getByRole('link', { name: 'Код жасау' }).count()).toBe(0)
      } finally {
        await again.close()
      }
    } finally {
      keyring.close()
    }
    const elsewhere = await startElectronApp({ dataDir })
    try {
      const secret = elsewhere.page.getByLabel('Қалпына келтіру коды немесе құпиясөз').first()
      await secret.fill(code)
      await elsewhere.page.getByRole('button', { name: 'Файлды ашу' }).first().click()
      await secret.waitFor({ state: 'detached' })
      expect(await elsewhere.call('people.count', {})).toEqual({ people: 1 })
    } finally {
      await elsewhere.close()
    }
  },
)

test('where people sign in, a window that nobody has signed in at protects nothing', async () => {
  const dataDir = temporaryFolder()
  const app = await startElectronApp({ dataDir })
  try {
    const { memberId } = await app.call('team.create', {
      familyName: 'Сәрсен',
      givenName: 'Айгүл',
      roles: ['coordinator'],
    })
    await app.call('access.setPin', { memberId, secret: '80247' })
    await app.call('access.signOut', {})
    const protect = () =>
      app.page.evaluate(
        async (typed) => await window.bastau.shell('protectFile', { passphrase: typed }),
        passphrase,
      )
    expect(await protect()).toMatchObject({ value: { code: 'sign_in_required' } })
    expect(isProtectedAt(join(dataDir, 'bastau.db'))).toBe(false)
    await app.call('access.signIn', { memberId, secret: '80247' })
    expect(await protect()).toEqual({ ok: true, value: null })
    expect(isProtectedAt(join(dataDir, 'bastau.db'))).toBe(true)
  } finally {
    await app.close()
  }
})
