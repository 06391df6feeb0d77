import { Button, Progress, Stack, Text } from '@mantine/core'
import { IconBed, IconPinned, IconRefresh, IconSparkles } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CourseView, Enrolment } from '#contract/boarding.ts'
import type { PersonId } from '#contract/values.ts'
import { daysBetween, today } from '../../../../lib/dates.ts'
import { useRead, useWrite } from '../../../../lib/queries.ts'
import { announce, refusedBy } from '../../../../ui/announce.ts'
import { notifyDone } from '../../../../ui/answers.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { ErrorSentence } from '../../../../ui/ErrorSentence.tsx'
import { Findings } from '../../../../ui/Findings.tsx'
import styles from '../../boarding.module.css'
import { BedPanel } from './BedPanel.tsx'
import { type Ground, guestsOf, isSettled, presentPlacings, withBed } from './beds.ts'
import { Goodness } from './Goodness.tsx'
import { LeftOver } from './LeftOver.tsx'
import own from './placing.module.css'
import { askForPlan, changePlan, forgetPlan, setPins, usePlanning } from './plans.ts'
import { RoomList } from './RoomList.tsx'

/** Beds for a whole course: proposed in one click, mended by hand, asked again, accepted. */
export function PlacingPart({ course }: { course: CourseView }) {
  const { t } = useTranslation()
  const { courseId } = course
  const planning = usePlanning(courseId)
  const rooms = useRead('boarding.rooms', {})
  const days = daysBetween(course.from, course.until)
  const rack = useRead('boarding.rack', { from: course.from, days }, { keepPrevious: true })
  const accept = useWrite('boarding.acceptProposal')
  const [changing, setChanging] = useState<PersonId | null>(null)
  const mounted = useMounted()

  const guests = guestsOf(course)
  const known = new Set(guests.map(({ personId }) => personId))
  const { plan, asking } = planning
  const placings = (plan?.placings ?? presentPlacings(course)).filter(({ personId }) =>
    known.has(personId),
  )
  // Whoever has a bed already has it because somebody decided so.
  const pins = planning.pins ?? new Set(presentPlacings(course).map(({ personId }) => personId))
  const settled = new Set(guests.filter(isSettled).map(({ personId }) => personId))
  const movable = placings.filter(({ personId }) => !settled.has(personId))
  const allPinned = movable.length > 0 && movable.every(({ personId }) => pins.has(personId))
  const open = guests.find(({ personId }) => personId === changing)
  const ground: Ground = {
    ...{ course, placings, pins },
    rooms: rooms.data?.rooms ?? [],
    rack: rack.data ?? { stays: [] },
    today: today(),
  }

  const ask = async () => {
    accept.reset()
    setChanging(null)
    await askForPlan(
      courseId,
      movable.filter(({ personId }) => pins.has(personId)),
    )
    if (!mounted.current) notifyDone(t('boarding.placing.ready', { name: course.name }))
  }
  const pin = (people: readonly PersonId[], on: boolean) => {
    const next = new Set(pins)
    for (const id of people) on ? next.add(id) : next.delete(id)
    setPins(courseId, next)
  }
  const give = (one: Enrolment, bedId: (typeof placings)[number]['bedId']) => {
    if (!plan) return
    accept.reset()
    const next = withBed(placings, one.personId, bedId)
    changePlan(courseId, plan, next, new Set([...pins, one.personId]))
    setChanging(null)
  }
  const save = async () => {
    try {
      const { placed, changeId } = await accept.mutateAsync({
        courseId,
        placings: movable.map(({ personId, bedId }) => ({ personId, bedId })),
      })
      forgetPlan(courseId)
      setChanging(null)
      announce(t('boarding.done.placed', { count: placed }), changeId)
    } catch {
      // The refusal stands over the plan, from `accept.error`.
    }
  }
  if (guests.length === 0) {
    return (
      <EmptyState
        icon={IconBed}
        title={t('boarding.placing.nobody')}
        text={t('boarding.placing.nobodyText')}
      />
    )
  }
  const refused = refusedBy(accept.error)?.refusals
  return (
    <>
      <div className={styles.bar}>
        {plan && (
          <Button loading={accept.isPending} disabled={asking} onClick={() => void save()}>
            {t('boarding.placing.accept')}
          </Button>
        )}
        <Button
          variant={plan ? 'default' : 'filled'}
          leftSection={
            plan ? (
              <IconRefresh size={18} stroke={1.6} aria-hidden />
            ) : (
              <IconSparkles size={18} stroke={1.6} aria-hidden />
            )
          }
          disabled={asking}
          onClick={() => void ask()}
        >
          {t(plan ? 'boarding.placing.again' : 'boarding.placing.propose')}
        </Button>
        {movable.length > 0 && (
          <Button
            variant="default"
            leftSection={<IconPinned size={18} stroke={1.6} aria-hidden />}
            disabled={asking}
            onClick={() =>
              pin(
                movable.map(({ personId }) => personId),
                !allPinned,
              )
            }
          >
            {t(allPinned ? 'boarding.placing.releaseAll' : 'boarding.placing.pinAll')}
          </Button>
        )}
        {plan && (
          <Button variant="subtle" color="gray" onClick={() => forgetPlan(courseId)}>
            {t('boarding.placing.discard')}
          </Button>
        )}
      </div>
      <Stack gap={10} className={own.head}>
        {asking && <Waiting />}
        {planning.error && <ErrorSentence error={planning.error} />}
        {refused ? (
          <Stack gap={8} role="alert">
            <Text fw={600}>{t('boarding.placing.refused')}</Text>
            <Findings findings={refused} />
          </Stack>
        ) : (
          accept.error && <ErrorSentence error={accept.error} />
        )}
        {plan && !asking && <Goodness plan={plan} ground={ground} />}
        {!plan && !asking && (
          <Text c="dimmed">
            {t('boarding.placing.hint', { placed: placings.length, people: guests.length })}
          </Text>
        )}
        <LeftOver
          guests={guests.filter((one) => !placings.some((it) => it.personId === one.personId))}
          plan={plan}
          onOpen={plan ? setChanging : null}
        />
      </Stack>
      <RoomList
        ground={ground}
        settled={settled}
        plan={plan}
        openId={changing}
        onPin={(personId, on) => pin([personId], on)}
        onOpen={plan ? setChanging : null}
      />
      {open && plan && (
        <BedPanel
          key={open.personId}
          ground={ground}
          one={open}
          onGive={(bedId) => give(open, bedId)}
          onClose={() => setChanging(null)}
        />
      )}
    </>
  )
}

/** Ten seconds at most: how many of them are over. */
const LONGEST_SECONDS = 10

function Waiting() {
  const { t } = useTranslation()
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <div role="status" className={own.waiting}>
      <Text>{t('boarding.placing.asking')}</Text>
      <Progress
        value={Math.min(100, ((seconds + 1) / (LONGEST_SECONDS + 1)) * 100)}
        aria-label={t('boarding.placing.progress')}
      />
    </div>
  )
}

/** Whether the screen is still there when an answer comes. */
function useMounted() {
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])
  return mounted
}
