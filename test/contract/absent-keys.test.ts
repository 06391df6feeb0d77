import { expect, test } from 'vitest'
import { z } from 'zod'
import { Request } from '#contract/envelope.ts'
import { contract } from '#contract/index.ts'
import { shellRequests } from '#contract/shell.ts'

/** Where a schema lets a key hold undefined. A key with a default may: it then has the default. */
function maybeUndefined(schema: z.ZodType): string[] {
  const found: string[] = []
  z.toJSONSchema(schema, {
    unrepresentable: 'any',
    override: ({ zodSchema, path }) => {
      const isLoose = zodSchema instanceof z.ZodOptional || zodSchema instanceof z.ZodUndefined
      if (isLoose && !(zodSchema instanceof z.ZodExactOptional)) found.push(path.join('.'))
    },
  })
  return found
}

test('a key that may be left out never holds undefined instead, in whatever the contract describes', () => {
  expect(maybeUndefined(z.object({ a: z.array(z.string().optional()) }))).toHaveLength(1)
  expect(maybeUndefined(Request)).toEqual([])
  const found = Object.values(contract).flatMap(({ name, input, output }) => [
    ...maybeUndefined(input).map((path) => `${name} input ${path}`),
    ...maybeUndefined(output).map((path) => `${name} output ${path}`),
  ])
  expect(found).toEqual([])
  // The others are asked with nothing at all.
  const asked = Object.values(shellRequests).filter((input) => !(input instanceof z.ZodUndefined))
  expect(asked.length).toBeGreaterThan(5)
  expect(asked.flatMap(maybeUndefined)).toEqual([])
})

test('a request whose key holds undefined is refused; where a default stands, the default is taken', () => {
  const { input } = contract['people.create']
  const person = { familyName: 'Ахметова', givenName: 'Әлия' }
  expect(input.safeParse(person).success).toBe(true)
  expect(input.safeParse({ ...person, evenIfSame: undefined }).success).toBe(false)
  expect(input.parse({ ...person, phone: undefined })).toEqual(input.parse(person))
})
