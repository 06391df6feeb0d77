/** Every method of the service by name. The only list of them. */
import { z } from 'zod'
import { access } from './access.ts'
import { attendance } from './attendance.ts'
import { availability } from './availability.ts'
import { boarding } from './boarding.ts'
import { changes } from './changes.ts'
import { consultations } from './consultations.ts'
import { copies } from './copies.ts'
import {
  type InputOf,
  methodKinds,
  methods,
  type OutputOf,
  type RefusalOf as RefusalOfMethod,
  read,
} from './envelope.ts'
import { file } from './file.ts'
import { hippotherapy } from './hippotherapy.ts'
import { horses } from './horses.ts'
import { notices } from './notices.ts'
import { people } from './people.ts'
import { places } from './places.ts'
import { sample } from './sample.ts'
import { settings } from './settings.ts'
import { settling } from './settling.ts'
import { sheets } from './sheets.ts'
import { studio } from './studio.ts'
import { team } from './team.ts'
import { trail } from './trail.ts'

/** Every method with the JSON Schemas of its input and output. */
export const describe = read('contract.describe', {
  may: null,
  input: z.object({}),
  output: z.object({
    methods: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(methodKinds),
        input: z.record(z.string(), z.unknown()),
        output: z.record(z.string(), z.unknown()),
        /** The right that it needs; null for what anybody may ask. */
        may: z.string().nullable(),
        /** Codes with which it may be refused, beside those that any method may answer. */
        refuses: z.array(z.string()),
        /** Whether those who ask later may have their answer before. */
        long: z.boolean(),
      }),
    ),
    errorCodes: z.array(z.string()),
  }),
})

export const contract = {
  ...methods(describe),
  ...access,
  ...people,
  ...horses,
  ...team,
  ...places,
  ...settings,
  ...availability,
  ...settling,
  ...notices,
  ...changes,
  ...trail,
  ...file,
  ...copies,
  ...hippotherapy,
  ...studio,
  ...consultations,
  ...boarding,
  ...attendance,
  ...sheets,
  ...sample,
}
export type Contract = typeof contract
export type MethodName = keyof Contract
export type MethodInput<Name extends MethodName> = InputOf<Contract[Name]>
export type MethodOutput<Name extends MethodName> = OutputOf<Contract[Name]>
/** The codes with which a method may be refused. */
export type RefusalOf<Name extends MethodName> = RefusalOfMethod<Contract[Name]>
type Sent<Value> = Value extends object
  ? { [Key in keyof Value]: Sent<Exclude<Value[Key], undefined>> }
  : Value
/** What a caller writes: defaults may be left out; what is left out is never sent as undefined. */
export type CallInput<Name extends MethodName> = Sent<z.input<Contract[Name]['input']>>
