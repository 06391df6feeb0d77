import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import type { PersonId } from '#contract/values.ts'
import { ImportScreen } from './ImportScreen.tsx'
import { PeopleScreen } from './PeopleScreen.tsx'

interface PeopleProps {
  /** A person's studios, which are a feature of their own: the routes give them. */
  groups: (personId: PersonId) => ReactNode
}

/** People: the list with a file beside it, and the import of tables. */
export default function People({ groups }: PeopleProps) {
  return (
    <Switch>
      <Route path="/people/import" component={ImportScreen} />
      <Route path="/people/:personId?">
        {({ personId }) => <PeopleScreen personId={personId ?? null} groups={groups} />}
      </Route>
    </Switch>
  )
}
