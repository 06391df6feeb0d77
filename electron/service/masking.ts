/** Leaves out of an answer what whoever asks may not see, by what its schema says of its parts. */
import type { z } from 'zod'
import { type SightName, sightRoles } from '#contract/rights.ts'
import { type Marks, marksOf } from '#contract/sights.ts'
import type { MemberId } from '#contract/values.ts'
import { DomainError } from './kernel/errors.ts'

/** What somebody does not see, and who they are. */
export interface Looking {
  readonly actor: MemberId | null
  /** Whether people sign in here. */
  readonly guarded: boolean
  readonly unseen: ReadonlySet<SightName>
}

/** A part of an answer as somebody sees it; `hidden` when they do not. */
type Mask = (value: unknown, looking: Looking) => unknown
const hidden = Symbol('hidden')

type Definition = z.core.$ZodTypes['_zod']['def']

function maskOfParts(schema: z.core.$ZodType): Mask | null {
  const def = schema._zod.def as Definition
  switch (def.type) {
    case 'object':
      return maskOfObject(def.shape)
    case 'array':
      return maskOfArray(maskFor(def.element))
    case 'nullable':
    case 'optional':
    case 'default':
    case 'readonly':
      return maskOfInner(maskFor(def.innerType))
    case 'union':
      return maskOfUnion(def.options)
    case 'record':
      return maskOfRecord(maskFor(def.valueType))
    default:
      return null
  }
}

function maskOfObject(shape: Record<string, z.core.$ZodType>): Mask | null {
  const masks = Object.entries(shape).flatMap(([key, part]) => {
    const mask = maskFor(part)
    return mask ? [{ key, mask, isList: isList(part) }] : []
  })
  if (masks.length === 0) return null
  return (value, looking) => {
    const shown = { ...(value as Record<string, unknown>) }
    for (const { key, mask, isList } of masks) {
      if (!(key in shown)) continue
      const part = mask(shown[key], looking)
      shown[key] = part === hidden ? (isList ? [] : null) : part
    }
    return shown
  }
}

const maskOfArray = (mask: Mask | null): Mask | null =>
  mask &&
  ((value, looking) =>
    (value as unknown[]).map((one) => mask(one, looking)).filter((one) => one !== hidden))

const maskOfInner = (mask: Mask | null): Mask | null =>
  mask &&
  ((value, looking) => (value === null || value === undefined ? value : mask(value, looking)))

function maskOfUnion(options: readonly z.core.$ZodType[]): Mask | null {
  const masks = options.map((option) => ({ option: option as z.ZodType, mask: maskFor(option) }))
  if (masks.every(({ mask }) => mask === null)) return null
  return (value, looking) => {
    const fitting = masks.find(({ option }) => option.safeParse(value).success)
    return fitting?.mask ? fitting.mask(value, looking) : value
  }
}

const maskOfRecord = (mask: Mask | null): Mask | null =>
  mask &&
  ((value, looking) =>
    Object.fromEntries(
      Object.entries(value as object).map(([key, one]) => {
        const part = mask(one, looking)
        return [key, part === hidden ? null : part]
      }),
    ))

function isList(schema: z.core.$ZodType): boolean {
  const def = schema._zod.def as Definition
  return def.type === 'array' || ('innerType' in def && isList(def.innerType))
}

function isUnseen(looking: Looking, { sight, members }: ReturnType<NonNullable<Marks['rows']>>) {
  if (sight && looking.unseen.has(sight)) return true
  return members && looking.unseen.has('everybodys') && !members.includes(looking.actor)
}

function maskFor(schema: z.core.$ZodType): Mask | null {
  const { sight, rows } = marksOf(schema)
  const parts = maskOfParts(schema)
  if (!sight && !rows) return parts
  return (value, looking) => {
    if (sight && looking.unseen.has(sight)) return hidden
    if (rows && isUnseen(looking, rows(value as never))) return hidden
    return parts ? parts(value, looking) : value
  }
}

/** What somebody is told of what only others see. */
export const notTheirs = (sight: SightName = 'everybodys'): DomainError =>
  new DomainError('not_allowed', { right: 'viewing', roles: sightRoles[sight] })

const known = new WeakMap<z.core.$ZodType, Mask | null>()

/** An answer as somebody sees it. Refuses `not_allowed` for one that is not theirs at all. */
export function masked(answer: unknown, output: z.ZodType, looking: Looking): unknown {
  if (looking.unseen.size === 0) return answer
  let mask = known.get(output)
  if (mask === undefined) {
    mask = maskFor(output)
    known.set(output, mask)
  }
  const shown = mask ? mask(answer, looking) : answer
  if (shown === hidden) throw notTheirs()
  return shown
}
