import { contract, type MethodName } from '#contract/index.ts'
import { fuzzMethods } from '#test/support/fuzz.ts'

fuzzMethods(
  (Object.keys(contract) as MethodName[]).filter((name) => contract[name].kind !== 'command'),
)
