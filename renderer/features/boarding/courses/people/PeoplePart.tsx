import { Button, TextInput } from '@mantine/core'
import { IconChecks, IconLogout, IconPlus, IconSearch, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CourseView, Enrolment } from '#contract/boarding.ts'
import { today as presentDay } from '../../../../lib/dates.ts'
import { leave } from '../../../../lib/unsaved.ts'
import { DoButton } from '../../../../ui/DoButton.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { usePanel } from '../../../../ui/usePanel.ts'
import styles from '../../boarding.module.css'
import { useCoursesPlace } from '../place.ts'
import { EnrolmentPanel } from './EnrolmentPanel.tsx'
import { EnrolPanel } from './EnrolPanel.tsx'
import { familiesOf, foundIn, isDue, isLeaving, isListed } from './families.ts'
import { NotDoneList } from './NotDoneList.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import own from './people.module.css'
import { ReplacePanel } from './ReplacePanel.tsx'
import { ReserveList } from './ReserveList.tsx'
import { comings, mayBe, useComing } from './useComing.ts'

type Mode =
  | { name: 'add'; companionOf: Enrolment | null; reserve: boolean }
  | { name: 'replace'; by: Enrolment }

/** Everybody in a course: participants, each followed by their companions; and who waits for a place. */
export function PeoplePart({ course }: { course: CourseView }) {
  const { t } = useTranslation()
  const { person, change } = useCoursesPlace()
  const [text, setText] = useState('')
  const [mode, setMode] = usePanel<Mode>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const coming = useComing(course.courseId)
  const today = presentDay()

  const listed = course.people.filter(isListed)
  const families = foundIn(familiesOf(listed), text)
  const due = listed.filter((one) => isDue(one, today))
  const isDay = due.length > 0 && today < course.until
  const leaving = listed.filter((one) => isLeaving(one, today))
  const selected = listed.filter(({ personId }) => chosen.has(personId))
  const open = course.people.find(({ personId }) => personId === person)
  const show = (one: Enrolment | null) =>
    leave(() => {
      setMode(null)
      change({ person: one?.personId ?? null }, { replace: true })
    })
  const turnTo = (next: Mode | null) =>
    leave(() => {
      change({ person: null }, { replace: true })
      setMode(next)
    })
  const settle = async (...asked: Parameters<typeof coming.settle>) => {
    await coming.settle(...asked)
    setChosen(new Set())
  }
  const addButton = (
    <DoButton
      variant={isDay ? 'default' : 'filled'}
      leftSection={<IconPlus size={18} aria-hidden />}
      onClick={() => turnTo({ name: 'add', companionOf: null, reserve: false })}
    >
      {t('boarding.people.add')}
    </DoButton>
  )
  return (
    <>
      <div className={styles.bar}>
        {addButton}
        <TextInput
          w={230}
          aria-label={t('boarding.people.search')}
          placeholder={t('boarding.people.search')}
          leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <span className={styles.space} />
        {selected.length > 0 ? (
          <>
            <span className={own.chosen}>
              {t('boarding.people.chosen', { count: selected.length })}
            </span>
            {comings.map((one) => {
              const people = selected.filter((enrolment) => mayBe(one, enrolment))
              return (
                people.length > 0 && (
                  <Button
                    key={one}
                    variant="default"
                    disabled={coming.settling}
                    onClick={() => void settle(one, people, today)}
                  >
                    {t(`boarding.people.many.${one}`, { count: people.length })}
                  </Button>
                )
              )
            })}
          </>
        ) : (
          <>
            {isDay && (
              <Button
                leftSection={<IconChecks size={20} aria-hidden />}
                loading={coming.settling}
                onClick={() => void settle('arrive', due, today)}
              >
                {t('boarding.people.allArrived', { count: due.length })}
              </Button>
            )}
            {leaving.length > 0 && (
              <Button
                variant={isDay ? 'default' : 'filled'}
                leftSection={<IconLogout size={18} aria-hidden />}
                loading={coming.settling}
                onClick={() => void settle('depart', leaving, today)}
              >
                {t('boarding.people.allLeft', { count: leaving.length })}
              </Button>
            )}
          </>
        )}
      </div>
      {coming.notDone.length > 0 && (
        <div className={own.notDone}>
          <NotDoneList notDone={coming.notDone} />
        </div>
      )}
      {listed.length === 0 ? (
        <EmptyState
          icon={IconUsers}
          title={t('boarding.people.empty')}
          text={t('boarding.people.emptyText')}
        />
      ) : (
        <PeopleTable
          course={course}
          families={families}
          today={today}
          openId={person}
          chosen={chosen}
          onChoose={setChosen}
          onOpen={show}
          onArrive={(one) => void settle('arrive', [one], today)}
        />
      )}
      <ReserveList
        course={course}
        onOpen={show}
        onAdd={() => turnTo({ name: 'add', companionOf: null, reserve: true })}
        onReplace={(by) => turnTo({ name: 'replace', by })}
      />
      {!open && mode?.name === 'add' && (
        <EnrolPanel
          key={mode.companionOf?.personId ?? String(mode.reserve)}
          course={course}
          companionOf={mode.companionOf}
          reserve={mode.reserve}
          onClose={() => setMode(null)}
        />
      )}
      {!open && mode?.name === 'replace' && (
        <ReplacePanel
          key={mode.by.personId}
          course={course}
          by={mode.by}
          onClose={() => setMode(null)}
        />
      )}
      {open && (
        <EnrolmentPanel
          key={open.personId}
          course={course}
          enrolment={open}
          onCompanion={() => turnTo({ name: 'add', companionOf: open, reserve: false })}
          onClose={() => show(null)}
        />
      )}
    </>
  )
}
