import { expect, test } from 'vitest'
import { z } from 'zod'
import { contract } from '#contract/index.ts'
import { LongText, ShortText } from '#contract/values.ts'

/** What nobody sees, by its name. */
const unseen = {
  NUL: '\u0000',
  escape: '\u001b',
  'half a letter': '\ud800',
  'another half': '\udc00',
  'from right to left from here': '\u202e',
  'isolated from left to right': '\u2066',
  'mark of an Arabic letter': '\u061c',
  'no width': '\u200b',
  'byte order': '\ufeff',
  'soft hyphen': '\u00ad',
}

test.for(Object.entries(unseen))('a text is read without %s', ([, sign]) => {
  expect(ShortText.parse(`${sign}Әли${sign}я${sign}`)).toBe('Әлия')
  expect(LongText.parse(`бір${sign}\nекі`)).toBe('бір\nекі')
  // Nothing but that is nothing.
  expect(ShortText.safeParse(sign.repeat(3)).success).toBe(false)
})

test('letters, lines and joined pictures stay as they are', () => {
  expect(LongText.parse('Ә\tғ\r\nҚ 🐎 👩‍🦽 «—»')).toBe('Ә\tғ\r\nҚ 🐎 👩‍🦽 «—»')
  expect(ShortText.parse(' Серікова \t Әлия\n')).toBe('Серікова Әлия')
})

/** Texts that go by their own rules: the bytes of a file, its name, what the program itself has said. */
const own = ['contentBase64', 'fileName', 'fingerprint', 'field']

/** How the texts of a schema are read, by where they stand: a schema comes with those that it was made of. */
function textsOf(schema: z.ZodType): Map<string, z.ZodType[]> {
  const found: [path: string, text: z.ZodType][] = []
  z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, path }) => {
      if (zodSchema instanceof z.ZodString) found.push([path.join('.'), zodSchema])
    },
  })
  const byPath = Map.groupBy(found, ([path]) => path)
  return new Map([...byPath].map(([path, texts]) => [path, texts.map(([, text]) => text)]))
}

test('no method lets in what nobody sees, in whatever text it is asked with', () => {
  const texts = Object.values(contract).flatMap(({ name, input }) =>
    [...textsOf(input)].map(([path, read]) => ({ name: `${name} ${path}`, path, read })),
  )
  expect(texts.length).toBeGreaterThan(100)
  const typed = Object.values(unseen).join('а')
  const letsIn = (text: z.ZodType) => text.safeParse(typed).data === typed
  const open = texts.filter(
    ({ path, read }) => read.every(letsIn) && !own.some((one) => path.endsWith(one)),
  )
  expect(open.map(({ name }) => name)).toEqual([])
})
