/** What of hippotherapy is tracked: what a ride and its template have of their own. */
import { tracked } from '../../history/tracked.ts'

export const hippotherapyTracked = [
  tracked('ride', { key: ['session_id'], judged: true, topics: ['sessions'] }),
  tracked('ride_template', { key: ['template_id'], topics: ['templates'] }),
]
