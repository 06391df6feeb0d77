import { type ReactElement, useEffect } from 'react'
import type { CallInput, MethodOutput } from '#contract/index.ts'
import type { SheetRequest } from '#contract/shell.ts'
import type { ServiceError } from '../lib/client.ts'
import { type ReadName, useRead } from '../lib/queries.ts'
import { ClassLists, classListsTitle } from './ClassLists.tsx'
import { ClientTimetable, clientTimetableTitle } from './ClientTimetable.tsx'
import { CourseRoster, courseRosterTitle } from './CourseRoster.tsx'
import { DoorSigns, doorSignsTitle } from './DoorSigns.tsx'
import { MealsPages, mealsTitle } from './MealsPages.tsx'
import { RegisterPages, registerTitle } from './RegisterPages.tsx'
import { RidesDay, ridesDayTitle } from './RidesDay.tsx'
import { RoomingList, roomingListTitle } from './RoomingList.tsx'

interface SheetProps {
  request: SheetRequest
  /** One is the size of the paper. */
  scale?: number | undefined
  /** The title of the sheet: what its document, its window and its file are called. */
  onTitle?: (title: string) => void
  onLaidOut?: ((pages: number) => void) | undefined
  onFailure?: (error: ServiceError) => void
}
type Shown = Pick<SheetProps, 'scale' | 'onLaidOut'>

/** Any sheet, as pages; it asks the service for what stands on it. */
export function Sheet({ request, ...props }: SheetProps) {
  const { language } = request
  switch (request.kind) {
    case 'rides-day': {
      const { date, instructorId } = request
      return (
        <Asked
          {...props}
          name="sheets.ridesDay"
          input={{ date, ...(instructorId && { instructorId }) }}
          title={(sheet) => ridesDayTitle(sheet.date, language)}
          pages={(sheet, shown) => (
            <RidesDay
              sheet={sheet}
              language={language}
              ofOne={instructorId !== undefined}
              {...shown}
            />
          )}
        />
      )
    }
    case 'class':
      return (
        <Asked
          {...props}
          name="sheets.classes"
          input={request.of}
          title={(sheet) => classListsTitle(sheet, language)}
          pages={(sheet, shown) => <ClassLists sheet={sheet} language={language} {...shown} />}
        />
      )
    case 'register':
      return (
        <Asked
          {...props}
          name="sheets.register"
          input={request.of}
          title={(sheet) => registerTitle(sheet, language)}
          pages={(sheet, shown) => <RegisterPages sheet={sheet} language={language} {...shown} />}
        />
      )
    case 'client-timetable': {
      const { personId, from, until } = request
      return (
        <Asked
          {...props}
          name="sheets.clientTimetable"
          input={{ personId, from, until }}
          title={(sheet) => clientTimetableTitle(sheet, language)}
          pages={(sheet, shown) => <ClientTimetable sheet={sheet} language={language} {...shown} />}
        />
      )
    }
    case 'course-roster':
      return (
        <Asked
          {...props}
          name="sheets.courseRoster"
          input={{ courseId: request.courseId }}
          title={(sheet) => courseRosterTitle(sheet, language)}
          pages={(sheet, shown) => <CourseRoster sheet={sheet} language={language} {...shown} />}
        />
      )
    case 'rooming-list':
      return (
        <Asked
          {...props}
          name="sheets.roomingList"
          input={{ courseId: request.courseId }}
          title={(sheet) => roomingListTitle(sheet, language)}
          pages={(sheet, shown) => <RoomingList sheet={sheet} language={language} {...shown} />}
        />
      )
    case 'door-signs':
      return (
        <Asked
          {...props}
          name="sheets.doorSigns"
          input={{ courseId: request.courseId }}
          title={(sheet) => doorSignsTitle(sheet, language)}
          pages={(sheet, shown) => <DoorSigns sheet={sheet} language={language} {...shown} />}
        />
      )
    case 'meals':
      return (
        <Asked
          {...props}
          name="sheets.meals"
          input={{ courseId: request.courseId }}
          title={(sheet) => mealsTitle(sheet, language)}
          pages={(sheet, shown) => <MealsPages sheet={sheet} language={language} {...shown} />}
        />
      )
  }
}

interface AskedProps<Name extends ReadName> extends Omit<SheetProps, 'request'> {
  name: Name
  input: CallInput<Name>
  title: (sheet: MethodOutput<Name>) => string
  pages: (sheet: MethodOutput<Name>, shown: Shown) => ReactElement
}

function Asked<Name extends ReadName>(props: AskedProps<Name>) {
  const { name, input, title, pages, scale, onTitle, onLaidOut, onFailure } = props
  const { data, error } = useRead(name, input)
  const named = data && title(data)
  useEffect(() => {
    if (named !== undefined) onTitle?.(named)
  }, [named, onTitle])
  useEffect(() => {
    if (error) onFailure?.(error)
  }, [error, onFailure])
  return data ? pages(data, { scale, onLaidOut }) : null
}
