/**
 * The tables as the first release has them: a file a feature. From then on it is frozen, and what changes
 * comes as the next migration.
 */
import { type Kysely, sql } from 'kysely'
import { access } from './access.ts'
import { attendance } from './attendance.ts'
import { availability } from './availability.ts'
import { boarding } from './boarding.ts'
import { history } from './history.ts'
import { horses } from './horses.ts'
import { notices } from './notices.ts'
import { people } from './people.ts'
import { places } from './places.ts'
import { schedule } from './schedule.ts'
import { settings } from './settings.ts'
import { studio } from './studio.ts'
import { team } from './team.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    ...people,
    ...horses,
    ...team,
    ...places,
    ...availability,
    ...settings,
    ...schedule,
    ...attendance,
    ...notices,
    ...studio,
    ...boarding,
    ...history,
    ...access,
  ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}
