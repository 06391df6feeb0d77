/** A sentence about what somebody else has changed names each field as the form does. */
import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { CourseFields, RoomFields } from '#contract/boarding.ts'
import { HorseFields } from '#contract/horses.ts'
import { PersonFields } from '#contract/people.ts'
import { PlaceFields } from '#contract/places.ts'
import { GroupFields } from '#contract/studio.ts'
import { MemberFields } from '#contract/team.ts'
import { languages } from '#contract/values.ts'
import { type FieldWords, fieldName, fieldValue } from '#renderer/lib/field-words.ts'
import { startTexts } from '#renderer/texts/index.ts'

const forms: Record<FieldWords, z.ZodObject> = {
  'horses.field': HorseFields,
  'places.field': PlaceFields,
  'team.field': MemberFields,
  'people.field': PersonFields,
  'studio.field': GroupFields,
  'boarding.rooms.field': RoomFields,
  'boarding.course.field': CourseFields,
}

beforeAll(() => startTexts('ru'))

describe.each(languages)('%s', (language) => {
  test.each(Object.entries(forms))('names every field of %s', (words, fields) => {
    const t = i18next.getFixedT(language)
    for (const field of Object.keys(fields.shape)) {
      const name = fieldName(t, words as FieldWords, field)
      expect([field, name === field]).toEqual([field, false])
    }
  })
})

test('what stands in a field is said as a person reads it', () => {
  expect(fieldValue('Ат жақсы көреді', 'kk')).toBe('«Ат жақсы көреді»')
  expect(fieldValue('2025-10-06', 'ru')).toBe('«6 октября 2025 г.»')
  expect(fieldValue(5, 'ru')).toBe('«5»')
  expect(fieldValue(null, 'ru')).toBe('—')
})

test('a choice, of which only the code is known, is not said', () => {
  expect(fieldValue('women', 'ru')).toBeNull()
  expect(fieldValue('0198df62-061c-767d-a6e5-f9d22cd20925', 'ru')).toBeNull()
  expect(fieldValue(true, 'ru')).toBeNull()
  expect(fieldValue([], 'ru')).toBeNull()
})
