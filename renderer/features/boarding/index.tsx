import { RackScreen } from './rack/index.ts'

/** The boarding house: the plan of its rooms. */
export default function BoardingScreen() {
  return <RackScreen />
}
