import { describe, expect, test } from 'vitest'
import { errorCodes } from '#contract/envelope.ts'
import { languages } from '#contract/values.ts'
import { texts } from '#renderer/texts/index.ts'

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
