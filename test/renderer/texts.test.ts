import i18next from 'i18next'
import { describe, expect, test } from 'vitest'
import { errorCodes } from '#contract/envelope.ts'
import { languages } from '#contract/values.ts'
import { dayAndMonth } from '#renderer/lib/format.ts'
import { startTexts, texts } from '#renderer/texts/index.ts'

/** Every sentence of a language by its whole key. */
function sentences(tree: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
      const here = path ? `${path}.${key}` : key
      return typeof value === 'string'
        ? [[here, value] as const]
        : [...sentences(value as object, here)]
    }),
  )
}
const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort()

const base = sentences(texts.ru)

describe.each(languages)('%s', (language) => {
  const own = sentences(texts[language])

  test('has every key and no other', () => {
    expect([...own.keys()].sort()).toEqual([...base.keys()].sort())
  })
  test('names the same things in every sentence', () => {
    for (const [key, sentence] of own)
      expect([key, placeholders(sentence)]).toEqual([key, placeholders(base.get(key) ?? '')])
  })
  test('leaves no sentence empty', () => {
    for (const [key, sentence] of own) expect([key, sentence.trim()]).not.toEqual([key, ''])
  })
  test('says «адам» and «лицо» first, and speaks no jargon', () => {
    for (const [key, sentence] of own) {
      expect([key, /инвалид(?!ност)/i.test(sentence)]).toEqual([key, false])
      expect([key, /мүгедек(?!тігі бар)/i.test(sentence)]).toEqual([key, false])
      expect([key, /\b(null|undefined|entity|id)\b/i.test(sentence)]).toEqual([key, false])
    }
  })
  test('has a sentence for every code of refusal', () => {
    for (const code of errorCodes) expect(texts[language].errors[code]).toMatch(/[.?]$/)
  })
})

test('Kazakh is Kazakh: letters that Russian lacks, and no English', () => {
  const kazakh = [...sentences(texts.kk).values()]
  const own = kazakh.filter((sentence) => /[әғқңөұүһі]/i.test(sentence))
  expect(own.length / kazakh.length).toBeGreaterThan(0.6)
  // Signs of keys, formats of files and names of sources stay as they are everywhere.
  const kept =
    /Excel|XLSX|CSV|PDF|Esc|Ctrl|Enter|Shift|Alt|Tab|Delete|PATH Intl|ABRS|English|\b[A-Z]\b|\bI{2,3}\b|\{\{\w+\}\}|A4/g
  for (const [key, sentence] of sentences(texts.kk))
    expect([key, /[a-z]/i.test(sentence.replace(kept, ''))]).toEqual([key, false])
})

test('a month in a Kazakh sentence takes its case: 13 сәуірге дейін, 13 сәуірден бастап', () => {
  startTexts('kk')
  const words = Array.from({ length: 12 }, (_, month) => {
    const date = dayAndMonth(`2025-${String(month + 1).padStart(2, '0')}-13`, 'kk')
    return [i18next.t('studio.joinedOn', { date }), i18next.t('common.statement.until', { date })]
  })
  expect(words[0]).toEqual(['13 қаңтардан бастап', '13 қаңтарға дейін'])
  expect(words[8]).toEqual(['13 қыркүйектен бастап', '13 қыркүйекке дейін'])
  for (const [since, until] of words) {
    expect(since).toMatch(/^13 \S+[дтн][ае]н бастап$/)
    expect(until).toMatch(/^13 \S+[ғкг][ае] дейін$/)
  }
  expect(i18next.getFixedT('kk')('studio.joinedOn', { date: '13.04.2025' })).toBe(
    '13.04.2025 бастап',
  )
})
