/** A feature of one folder: what it adds to each of the lists that a service is made of. */
import { type Features, features } from '#service/features/index.ts'
import { helmets } from './contract.ts'
import { helmetHandlers } from './handlers.ts'
import { helmetsTracked } from './tracked.ts'

/** Its table, as a migration would make it. */
export const table = `CREATE TABLE helmet_loan (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  helmet TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES person (id),
  until TEXT NOT NULL CHECK (until IS date(until))
) STRICT`

export const withHelmets: Features = {
  methods: { ...features.methods, ...helmets },
  tables: [...features.tables, ...helmetsTracked],
  handlers: (...given) => ({ ...features.handlers(...given), ...helmetHandlers }),
}
