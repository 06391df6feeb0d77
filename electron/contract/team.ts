/** Staff and volunteers: what they may do, and when they work. */
import { z } from 'zod'
import { command, methods, read } from './envelope.ts'
import { LocalTime, MemberId, ShortText, Version, versioned, Weekday } from './values.ts'

/** What somebody is at the centre; an `administrator` is that of the boarding courses. */
export const roles = [
  'instructor',
  'therapist',
  'leader',
  'sidewalker',
  'teacher',
  'psychologist',
  'receptionist',
  'administrator',
  'coordinator',
] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

/** How many a session may have beside who leads it, at most: a second teacher, an assistant. */
export const mostAssistants = 2

export const MemberFields = z.object({
  familyName: ShortText,
  givenName: ShortText,
  patronymic: ShortText.nullable().default(null),
  roles: z.array(Role).max(roles.length),
  /** What a teacher teaches, as the centre writes it. */
  subject: ShortText.nullable().default(null),
  volunteer: z.boolean().default(false),
  phone: ShortText.nullable().default(null),
  /** Working days and hours; a day that is not here is a day off. */
  hours: z
    .array(z.object({ day: Weekday, from: LocalTime, until: LocalTime }))
    .max(14)
    .default([]),
  active: z.boolean().default(true),
})
export const Member = MemberFields.extend({ id: MemberId })
export type Member = z.infer<typeof Member>

export const list = read('team.list', {
  may: 'viewing',
  input: z.object({ withFormer: z.boolean().default(false) }),
  output: z.object({ members: z.array(Member.extend({ version: Version })) }),
})
export const create = command('team.create', {
  may: 'managing',
  input: MemberFields,
  output: z.object({ memberId: MemberId }),
})
export const update = command('team.update', {
  may: 'managing',
  refuses: ['changed_since'],
  changesFacts: true,
  input: Member.extend(versioned),
  output: z.object({ memberId: MemberId }),
})
export const team = methods(list, create, update)
