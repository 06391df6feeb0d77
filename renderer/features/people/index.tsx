import { Route, Switch } from 'wouter'
import { ImportScreen } from './ImportScreen.tsx'
import { PeopleScreen } from './PeopleScreen.tsx'

/** People: the list with a file beside it, and the import of tables. */
export default function People() {
  return (
    <Switch>
      <Route path="/people/import" component={ImportScreen} />
      <Route path="/people/:personId?">
        {({ personId }) => <PeopleScreen personId={personId ?? null} />}
      </Route>
    </Switch>
  )
}
