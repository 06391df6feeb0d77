import type { MealsSheet } from '#contract/sheets.ts'
import { inLine, type Language } from '#contract/values.ts'
import { capitalised, dayWithWeekday } from '../../lib/format.ts'
import { CourseAgain, CourseHead, Empty, ofCourse } from '../course.tsx'
import type { PaperRow, PaperSection } from '../PaperPages.tsx'
import { Lines, Signatures } from '../parts.tsx'
import { declareSheet } from '../sheet.ts'
import { paperWords, titled } from '../words.ts'

/** How many of each diet eat on each day of a course, for the kitchen. */
export const meals = declareSheet({
  kind: 'meals',
  ...ofCourse,
  method: 'sheets.meals',
  orientation: 'portrait',
  isEmpty: ({ diets }) => diets.length === 0,
  title: ({ courseName }, language) => titled('meals.title', language, courseName),
  sections: (answer, languages) => [sectionOf(answer, languages)],
})

function sectionOf(sheet: MealsSheet, languages: readonly Language[]): PaperSection {
  const empty = sheet.diets.length === 0
  const width = 114 / sheet.diets.length
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0)
  const total: PaperRow = {
    key: 'total',
    sums: true,
    cells: [
      inLine(paperWords(languages, 'meals.total')),
      ...sheet.diets.map((_, index) => sum(sheet.days.map(({ counts }) => counts[index] ?? 0))),
      sum(sheet.days.map((day) => day.total)),
    ],
  }
  return {
    key: 'meals',
    head: (
      <>
        <CourseHead sheet={sheet} languages={languages} title="meals.title" />
        {empty && <Empty languages={languages} />}
      </>
    ),
    again: <CourseAgain sheet={sheet} languages={languages} />,
    columns: empty
      ? []
      : [
          { key: 'day', width: 52, title: <Lines of={paperWords(languages, 'timetable.day')} /> },
          ...sheet.diets.map((diet) => ({
            key: `diet ${diet}`,
            width,
            title: diet ?? <Lines of={paperWords(languages, 'rooming.ordinary')} />,
            centred: true,
          })),
          {
            key: 'total',
            width: 24,
            title: <Lines of={paperWords(languages, 'meals.total')} />,
            centred: true,
          },
        ],
    rows: empty
      ? []
      : [
          ...sheet.days.map(({ date, counts, total }) => ({
            key: date as string,
            cells: [
              <Lines
                key="day"
                of={languages.map((language) => capitalised(dayWithWeekday(date, language)))}
              />,
              ...counts,
              <b key="total">{total}</b>,
            ],
          })),
          total,
        ],
    tail: empty ? null : (
      <Signatures languages={languages} of={[{ key: 'ridesDay.coordinator', name: null }]} />
    ),
  }
}
