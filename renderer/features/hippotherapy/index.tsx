import { useLocation } from 'wouter'
import { DayScreen } from './DayScreen.tsx'
import { TemplatesScreen } from './TemplatesScreen.tsx'

/** Hippotherapy: the board of a day, and the weekly templates. */
export default function HippotherapyScreen() {
  const [path] = useLocation()
  return path.startsWith('/hippotherapy/templates') ? <TemplatesScreen /> : <DayScreen />
}
