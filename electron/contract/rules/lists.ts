/** Who can be on the lists of a group or a course. */
import type { Finding } from '../findings.ts'

/** Whether a finding is about one day of many, out of which somebody may be left. */
export const isOfOneDay = ({ params }: Finding): boolean =>
  'date' in params && params.date !== undefined
