import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readKeyFile, unlock } from '#keys/key-file.ts'
import { type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { protectFolder, testKey } from '#test/support/protection.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { rows } from '#test/support/tables.ts'

let service: TestService
let centre: SmallCentre
let receptionist: string
beforeEach(async () => {
  service = await testService()
  centre = await smallCentre(service)
  receptionist = await centre.member('Сәрсенова', ['receptionist'])
})
afterEach(() => service.remove())

const pin = '80247'
/** The first PIN of the centre, a coordinator's. */
const guard = () => service.call('access.setPin', { memberId: centre.coordinator, secret: pin })
const signIn = (memberId: string, secret: string) =>
  service.refusal('access.signIn', { memberId, secret })
const people = () => service.refusal('people.search', { text: '' })

describe('a centre where nobody has a PIN', () => {
  test('opens for everybody, and says so', async () => {
    expect(await service.call('access.state', {})).toMatchObject({ guarded: false, me: null })
    expect(await people()).toBeNull()
  })
  test('gets its first PIN from a coordinator', async () => {
    const first = (memberId: string) => service.refusal('access.setPin', { memberId, secret: pin })
    expect(await first(receptionist)).toBe('coordinator_only')
    expect(await first(centre.coordinator)).toBeNull()
  })
  test('has whoever set it signed in, and gets one recovery code', async () => {
    const { recoveryCode } = await guard()
    expect(recoveryCode).toMatch(/^([2-9A-HJ-NP-Z]{4}-){7}[2-9A-HJ-NP-Z]{4}$/)
    expect(await service.call('access.state', {})).toMatchObject({
      guarded: true,
      me: { memberId: centre.coordinator },
    })
  })
  test.each(['123', '1111', '1234', '4321', 'aaaaa'])('takes no PIN like %s', async (secret) => {
    expect(await service.refusal('access.setPin', { memberId: centre.coordinator, secret })).toBe(
      'secret_weak',
    )
    expect(await people()).toBeNull()
  })
})

describe('where people sign in', () => {
  beforeEach(async () => {
    await guard()
    await service.call('access.setPin', { memberId: receptionist, secret: 'жалын 7' })
    await service.call('access.signOut', {})
  })

  test('nothing is shown or done before, whoever is named', async () => {
    const { methods } = await service.call('contract.describe', {})
    const open = methods.filter(({ may }) => may === null).map(({ name }) => name)
    expect(open.toSorted()).toEqual([
      'access.recover',
      'access.setPin',
      'access.signIn',
      'access.signInWithKey',
      'access.signOut',
      'access.state',
      'contract.describe',
      'file.state',
      'sample.state',
    ])
    for (const actor of [null, centre.coordinator]) {
      expect(await service.refusal('people.search', { text: '' }, actor)).toBe('sign_in_required')
      expect(await service.refusal('settings.set', { tackKg: 9 }, actor)).toBe('sign_in_required')
    }
  })
  test('whoever has signed in acts, whoever is named', async () => {
    expect(await signIn(receptionist, 'жалын 7')).toBeNull()
    const ride = await service.call('hippotherapy.book', centre.ride(), centre.coordinator)
    const [change] = rows(
      service.databaseFile,
      `SELECT by_id FROM change WHERE id = '${ride.changeId}'`,
    )
    expect(change).toEqual({ by_id: receptionist })
    expect(await service.refusal('settings.set', { tackKg: 9 }, centre.coordinator)).toBe(
      'not_allowed',
    )
  })
  test('a wrong PIN opens nothing, and a few wrong ones in a row wait', async () => {
    for (let time = 0; time < 3; time++)
      expect(await signIn(centre.coordinator, 'x1x2')).toBe('secret_wrong')
    expect(await signIn(centre.coordinator, pin)).toBe('sign_in_later')
    expect(await people()).toBe('sign_in_required')
    expect(await signIn(receptionist, 'жалын 7')).toBeNull()
    service.turnClock('2025-10-06T08:41')
    expect(await signIn(centre.coordinator, pin)).toBeNull()
    expect(await signIn(centre.coordinator, 'x1x2')).toBe('secret_wrong')
  })
  test('starting the program anew forgets no wrong PIN', async () => {
    for (let time = 0; time < 3; time++) await signIn(centre.coordinator, 'x1x2')
    await service.close()
    service = await testService({ dataDir: service.dataDir })
    expect(await signIn(centre.coordinator, pin)).toBe('sign_in_later')
  })
  test('a clock that was turned back makes nobody wait for a year', async () => {
    for (let time = 0; time < 3; time++) await signIn(centre.coordinator, 'x1x2')
    service.turnClock('2024-10-06T08:40')
    expect(await signIn(centre.coordinator, pin)).toBe('sign_in_later')
    service.turnClock('2024-10-06T08:41')
    expect(await signIn(centre.coordinator, pin)).toBeNull()
  })
  test('starting the program anew signs out', async () => {
    await signIn(centre.coordinator, pin)
    await service.close()
    service = await testService({ dataDir: service.dataDir })
    expect(await people()).toBe('sign_in_required')
    expect(await service.call('access.state', {})).toMatchObject({ guarded: true, me: null })
  })
  test('somebody without a PIN cannot sign in', async () => {
    expect(await signIn(centre.leader, pin)).toBe('secret_missing')
  })
  test('their own PIN is changed by who knows it', async () => {
    await signIn(receptionist, 'жалын 7')
    const change = (current?: string) =>
      service.refusal('access.setPin', {
        memberId: receptionist,
        secret: 'тұлпар 9',
        ...(current && { current }),
      })
    expect(await change()).toBe('secret_wrong')
    expect(await change('жалын 8')).toBe('secret_wrong')
    expect(await change('жалын 7')).toBeNull()
    expect(await people()).toBeNull()
    expect(await signIn(receptionist, 'жалын 7')).toBe('secret_wrong')
  })
  test('a forgotten PIN is settled by a coordinator, and by nobody else', async () => {
    const reset = (memberId: string) =>
      service.refusal('access.setPin', { memberId, secret: '90318' })
    expect(await reset(receptionist)).toBe('sign_in_required')
    await signIn(receptionist, 'жалын 7')
    expect(await reset(centre.coordinator)).toBe('coordinator_only')
    await signIn(centre.coordinator, pin)
    expect(await reset(receptionist)).toBeNull()
    expect(await signIn(receptionist, '90318')).toBeNull()
  })
  test('a PIN that is taken away signs out at once', async () => {
    const other = await testService({ dataDir: service.dataDir })
    try {
      await other.call('access.signIn', { memberId: receptionist, secret: 'жалын 7' })
      expect(await other.refusal('people.search', { text: '' })).toBeNull()
      await signIn(centre.coordinator, pin)
      await service.call('access.removePin', { memberId: receptionist })
      expect(await other.refusal('people.search', { text: '' })).toBe('sign_in_required')
    } finally {
      await other.close()
    }
  })
  test('somebody who does not work here any more is signed out', async () => {
    const { members } = await (async () => {
      await signIn(centre.coordinator, pin)
      return service.call('team.list', {})
    })()
    const gone = members.find(({ id }) => id === receptionist)
    await signIn(receptionist, 'жалын 7')
    const other = await testService({ dataDir: service.dataDir })
    try {
      await other.call('access.signIn', { memberId: centre.coordinator, secret: pin })
      await other.call('team.update', { ...gone, active: false } as never)
    } finally {
      await other.close()
    }
    expect(await people()).toBe('sign_in_required')
    expect(await signIn(receptionist, 'жалын 7')).toBe('secret_missing')
  })
})

describe('the last coordinator with a PIN', () => {
  beforeEach(guard)
  const coordinator = async () => {
    const { members } = await service.call('team.list', {})
    const { id, version, ...fields } = members.find(
      (one) => one.id === centre.coordinator,
    ) as never as {
      id: string
      version: number
      roles: string[]
    }
    return { id, version, ...fields }
  }

  test('keeps their PIN, their role and their work', async () => {
    expect(await service.refusal('access.removePin', { memberId: centre.coordinator })).toBe(
      'last_coordinator',
    )
    const now = await coordinator()
    expect(await service.refusal('team.update', { ...now, active: false })).toBe('last_coordinator')
    expect(await service.refusal('team.update', { ...now, roles: ['teacher'] })).toBe(
      'last_coordinator',
    )
    expect(await service.call('access.state', {})).toMatchObject({
      guarded: true,
      me: { memberId: centre.coordinator },
    })
  })
  test('may go once another has one', async () => {
    const other = await service.call('team.create', {
      familyName: 'Сатпаева',
      givenName: 'Дина',
      roles: ['coordinator'],
    })
    await service.call('access.setPin', { memberId: other.memberId, secret: '66120' })
    expect(await service.refusal('access.removePin', { memberId: centre.coordinator })).toBeNull()
  })
})

describe('the recovery code', () => {
  test('gives a coordinator who forgot theirs a new PIN, once', async () => {
    const { recoveryCode } = await guard()
    await service.call('access.signOut', {})
    const recover = (code: string | null, memberId: string = centre.coordinator) =>
      service.refusal('access.recover', { recoveryCode: code ?? '', memberId, secret: '51907' })
    expect(await recover('AAAAA-BBBBB-CCCCC-DDDDD-EEEEE')).toBe('recovery_code_wrong')
    expect(await recover(recoveryCode, receptionist)).toBe('coordinator_only')
    expect(await recover(` ${recoveryCode?.toLowerCase().replaceAll('-', ' ')}`)).toBeNull()
    expect(await people()).toBeNull()
    expect(await recover(recoveryCode)).toBe('recovery_code_wrong')
    expect(await signIn(centre.coordinator, '51907')).toBeNull()
  })
  describe('that was made anew', () => {
    const keep = (recoveryCode: string) =>
      service.refusal('access.keepRecoveryCode', { recoveryCode })
    const recover = (recoveryCode: string) =>
      service.refusal('access.recover', {
        recoveryCode,
        memberId: centre.coordinator,
        secret: '51907',
      })
    let first: string
    let next: string
    beforeEach(async () => {
      first = (await guard()).recoveryCode ?? ''
      next = (await service.call('access.newRecoveryCode', {})).recoveryCode
    })

    test('leaves the one before, until somebody has the new one on paper', async () => {
      expect(await recover(first)).toBeNull()
    })
    test('lets in as well before it is kept', async () => {
      expect(await recover(next)).toBeNull()
    })
    test('is alone once it is kept', async () => {
      expect(await keep(next)).toBeNull()
      expect(await recover(first)).toBe('recovery_code_wrong')
      expect(await recover(next)).toBeNull()
    })
    test('is not kept by a code that was never made: those before stay', async () => {
      expect(await keep('AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH')).toBe('recovery_code_wrong')
      expect(await recover(first)).toBeNull()
    })
  })
})

describe('the recovery code of a protected file', () => {
  let protectedCentre: TestService
  let coordinator: string
  beforeEach(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'bastau-code-'))
    await protectFolder(dataDir)
    protectedCentre = await testService({ dataDir, key: testKey })
    coordinator = (await smallCentre(protectedCentre)).coordinator
  })
  afterEach(() => protectedCentre.remove())
  const first = async () => {
    const asked = { memberId: coordinator, secret: pin }
    return (await protectedCentre.call('access.setPin', asked)).recoveryCode ?? ''
  }
  const opensFile = async (code: string) => {
    const ways = readKeyFile(protectedCentre.dataDir)
    return ways !== null && (await unlock(ways, code)).key === testKey
  }
  const recovers = async (recoveryCode: string) => {
    const asked = { recoveryCode, memberId: coordinator, secret: '51907' }
    return (await protectedCentre.refusal('access.recover', asked)) === null
  }

  test('opens the file and lets a coordinator in', async () => {
    const code = await first()
    expect([await opensFile(code), await recovers(code)]).toEqual([true, true])
  })
  test('goes on doing both until the next one is kept', async () => {
    const code = await first()
    const next = (await protectedCentre.call('access.newRecoveryCode', {})).recoveryCode
    expect([await opensFile(code), await recovers(code)]).toEqual([true, true])
    expect(await protectedCentre.refusal('access.keepRecoveryCode', { recoveryCode: next })).toBe(
      null,
    )
    expect([await opensFile(code), await recovers(code)]).toEqual([false, false])
    expect([await opensFile(next), await recovers(next)]).toEqual([true, true])
  })
  test('is made for the file before anybody has a PIN, and asks for none', async () => {
    const { recoveryCode } = await protectedCentre.call('access.newRecoveryCode', {})
    expect(await opensFile(recoveryCode)).toBe(true)
    expect(await protectedCentre.refusal('people.search', { text: '' })).toBeNull()
  })
  test('is not made, and no passphrase set, by whoever is not signed in', async () => {
    await first()
    await protectedCentre.call('access.signOut', {})
    const before = readKeyFile(protectedCentre.dataDir)
    const asked = { passphrase: 'жеті су бұлақ басы' }
    for (const actor of [null, coordinator]) {
      expect(await protectedCentre.refusal('access.newRecoveryCode', {}, actor)).toBe(
        'sign_in_required',
      )
      expect(await protectedCentre.refusal('access.setPassphrase', asked, actor)).toBe(
        'sign_in_required',
      )
    }
    expect(readKeyFile(protectedCentre.dataDir)).toEqual(before)
  })
  test('stays when a passphrase is set, which opens the file as well', async () => {
    const code = await first()
    await protectedCentre.call('access.setPassphrase', { passphrase: 'жеті су бұлақ басы' })
    expect([await opensFile(code), await opensFile('жеті су бұлақ басы')]).toEqual([true, true])
  })
})

describe('the key of a script', () => {
  test('acts as its member until it is taken back', async () => {
    await guard()
    await service.call('access.setPin', { memberId: receptionist, secret: '66120' })
    const { key, keyId } = await service.call('access.makeKey', { memberId: receptionist })
    const script = await testService({ dataDir: service.dataDir })
    try {
      expect(await script.refusal('access.signInWithKey', { key: `${keyId}.x` })).toBe(
        'access_key_wrong',
      )
      await script.call('access.signInWithKey', { key })
      expect(await script.refusal('people.search', { text: '' })).toBeNull()
      await service.call('access.removeKey', { keyId })
      expect(await script.refusal('people.search', { text: '' })).toBe('sign_in_required')
    } finally {
      await script.close()
    }
  })
})

test('neither a PIN nor a key nor the recovery code stands in the file', async () => {
  const { recoveryCode } = await guard()
  const { key } = await service.call('access.makeKey', { memberId: centre.coordinator })
  const kept = JSON.stringify([
    rows(service.databaseFile, 'SELECT * FROM credential'),
    rows(service.databaseFile, 'SELECT * FROM change_step'),
  ])
  for (const secret of [pin, recoveryCode ?? '', key.split('.')[1] ?? '']) {
    expect(secret).not.toBe('')
    expect(kept).not.toContain(secret)
  }
})
