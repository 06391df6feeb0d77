import { access } from './access.ts'
import { attendance } from './attendance.ts'
import { availability } from './availability.ts'
import { boarding } from './boarding.ts'
import { changes } from './changes.ts'
import { common } from './common.ts'
import { consultations } from './consultations.ts'
import { copies } from './copies.ts'
import { errors } from './errors.ts'
import { hippotherapy } from './hippotherapy.ts'
import { horses } from './horses.ts'
import { importing } from './import.ts'
import { notices } from './notices.ts'
import { people } from './people.ts'
import { places } from './places.ts'
import { protection } from './protection.ts'
import { rules } from './rules.ts'
import { schedule } from './schedule.ts'
import { selecting } from './selecting.ts'
import { settings } from './settings.ts'
import { settling } from './settling.ts'
import { sheets } from './sheets.ts'
import { studio } from './studio.ts'
import { team } from './team.ts'
import { today } from './today.ts'

export const en = {
  access,
  attendance,
  availability,
  boarding,
  changes,
  common,
  consultations,
  copies,
  errors,
  hippotherapy,
  horses,
  importing,
  notices,
  people,
  places,
  protection,
  rules,
  schedule,
  selecting,
  settings,
  settling,
  sheets,
  studio,
  team,
  today,
}
