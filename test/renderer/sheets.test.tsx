import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { MethodOutput } from '#contract/index.ts'
import { sheets as methods } from '#contract/sheets.ts'
import { LocalDate, LocalMonth } from '#contract/values.ts'
import { missingIn, placeOf, requestOf } from '#renderer/features/sheets/place.ts'
import { keyOf } from '#renderer/lib/queries.ts'
import { sheetAddress } from '#renderer/print/address.ts'
import { fieldKinds } from '#renderer/print/fields.ts'
import { SheetPages } from '#renderer/print/SheetPages.tsx'
import { declareSheet, type Sheet } from '#renderer/print/sheet.ts'
import { sheetOf, sheets } from '#renderer/print/sheets/index.ts'

const all: readonly Sheet[] = sheets

describe('the list of sheets', () => {
  test('has each file of the folder, which is one sheet and called as it is', async () => {
    const files = import.meta.glob<Record<string, Sheet>>('../../renderer/print/sheets/*.tsx', {
      eager: true,
    })
    const inFiles = Object.entries(files).map(([file, exported]) => {
      expect([file, Object.keys(exported)]).toEqual([file, [expect.any(String)]])
      const [only] = Object.values(exported)
      expect(file).toBe(`../../renderer/print/sheets/${only?.kind}.tsx`)
      return only
    })
    expect(new Set(inFiles)).toEqual(new Set(all))
    expect(inFiles).toHaveLength(all.length)
  })

  test('has every method of the contract that sheets are made of, each once', () => {
    const used = all.flatMap((one) => [one.method, ...(one.workbook ? [one.workbook] : [])])
    expect(used.sort()).toEqual(Object.keys(methods).sort())
  })

  test('is the only place that lists them', () => {
    const kinds = all.map(({ kind }) => kind).filter((kind) => kind.includes('-'))
    const quoted = new RegExp(`['"](${kinds.join('|')})['"]`)
    const naming = ['electron', 'renderer'].flatMap((folder) =>
      readdirSync(join(process.cwd(), folder), { recursive: true, encoding: 'utf8' })
        .map((file) => join(folder, file))
        .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
        .filter((file) => !/^renderer.(print.sheets|texts)\b/.test(file))
        // A screen may lead to one sheet by its address, and one file may ask for one sheet; no file lists them.
        .filter((file) =>
          quoted.test(
            readFileSync(file, 'utf8')
              .replace(/sheetAddress\('[a-z-]+'/g, '')
              .replace(/\bkind: '[a-z-]+'/, ''),
          ),
        ),
    )
    expect(naming).toEqual([])
  })
})

describe('the address of a sheet', () => {
  const usual = { date: '2025-10-06' as LocalDate, language: 'kk+ru' as const }
  const id = '0199b79a-0000-7000-8000-000000000001'
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((date) => LocalDate.parse(date.toISOString().slice(0, 10)))
  const asked = fc.record({
    language: fc.constantFrom('kk', 'ru', 'en', 'kk+ru'),
    date: day,
    from: day,
    until: day,
    month: day.map((date) => LocalMonth.parse(date.slice(0, 7))),
    instructor: fc.option(fc.uuid()),
    session: fc.array(fc.uuid(), { maxLength: 3 }),
    group: fc.option(fc.uuid()),
    person: fc.option(fc.uuid()),
    course: fc.option(fc.uuid()),
  })

  test.each(sheets.map(({ kind }) => kind))('keeps all that the fields of %s hold', (kind) => {
    fc.assert(
      fc.property(asked, (values) => {
        const address = sheetAddress(kind, values)
        const place = placeOf(address.slice(address.indexOf('?') + 1), usual)
        expect([place.sheet.kind, place.language]).toEqual([kind, values.language])
        const names = place.sheet.fields.flatMap((field) => [...fieldKinds[field]])
        for (const name of names) expect([name, place[name] ?? null]).toEqual([name, values[name]])
        expect(requestOf(place) === null).toBe(missingIn(place) !== undefined)
      }),
    )
  })

  test('that names no sheet, or one there is no more, shows the first', () => {
    expect(placeOf(`kind=nothing&course=${id}`, usual).sheet).toBe(sheets[0])
    expect(sheetOf('nothing')).toBeUndefined()
  })
})

test('a new sheet is one declaration: asked with its fields, under its title, on its paper', () => {
  const diets = declareSheet({
    kind: 'diets',
    fields: ['course'],
    method: 'sheets.meals',
    input: ({ course }) => ({ courseId: course }),
    orientation: 'landscape',
    isEmpty: (answer) => answer.diets.length === 0,
    title: ({ courseName }, language) => `${language}: ${courseName}`,
    sections: (answer, languages) => [
      {
        key: 'diets',
        head: <h2>{languages.join(' / ')}</h2>,
        again: null,
        columns: [{ key: 'diet', width: 190, title: 'Диета' }],
        rows: answer.diets.map((diet) => ({ key: `${diet}`, cells: [diet ?? '—'] })),
        tail: null,
      },
    ],
  })
  const course = '0199b79a-0000-7000-8000-000000000001'
  const place = placeOf(`course=${course}`, { date: '2025-10-06' as LocalDate, language: 'kk+ru' })
  const request = requestOf({ ...place, sheet: diets as never })
  if (!request) throw new Error('the sheet is not asked for')
  expect(request).toEqual({ kind: 'diets', input: { courseId: course }, language: 'kk+ru' })
  expect(missingIn({ ...place, sheet: diets as never, course: undefined })).toBe('course')

  const answer: MethodOutput<'sheets.meals'> = {
    centreName: { kk: '', ru: '', en: '' },
    courseName: 'Қазан легі',
    from: LocalDate.parse('2025-10-06'),
    until: LocalDate.parse('2025-10-12'),
    diets: ['диабетическое'],
    days: [],
  }
  const client = new QueryClient()
  client.setQueryData(keyOf('sheets.meals', request.input as never), answer)
  const pages = renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <SheetPages sheet={diets} request={request} />
    </QueryClientProvider>,
  )
  expect(pages).toContain('landscape')
  expect(pages).toContain('kk / ru')
  expect(pages).toContain('диабетическое')
  expect(pages).toContain('<span>kk: Қазан легі</span>')
})
