import { Redirect, Route, Switch } from 'wouter'
import { DayScreen } from './DayScreen.tsx'
import { RegisterScreen } from './RegisterScreen.tsx'
import { YearScreen } from './YearScreen.tsx'

/** Attendance: the day's lists, the monthly registers, everybody's year. */
export default function AttendanceScreen() {
  return (
    <Switch>
      <Route path="/attendance" component={DayScreen} />
      <Route path="/attendance/register" component={RegisterScreen} />
      <Route path="/attendance/year" component={YearScreen} />
      <Route>
        <Redirect to="/attendance" replace />
      </Route>
    </Switch>
  )
}
