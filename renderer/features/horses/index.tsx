import { Route } from 'wouter'
import { HorsesScreen } from './HorsesScreen.tsx'

/** Horses, with one of them open beside the list. */
export default function Horses() {
  return (
    <Route path="/horses/:horseId?">
      {({ horseId }) => <HorsesScreen horseId={horseId ?? null} />}
    </Route>
  )
}
