import { Route } from 'wouter'
import { TeamScreen } from './TeamScreen.tsx'

/** The team, with one member open beside the list. */
export default function Team() {
  return (
    <Route path="/team/:memberId?">
      {({ memberId }) => <TeamScreen memberId={memberId ?? null} />}
    </Route>
  )
}
