import type { BedId, CourseId, LocalDate, PersonId, RoomId, StayId } from '#contract/values.ts'
import { BedPanel } from './BedPanel.tsx'
import { RoomPanel } from './RoomPanel.tsx'
import { SplitPanel } from './SplitPanel.tsx'
import { StayPanel } from './StayPanel.tsx'
import type { useRackWords } from './useRackWords.ts'
import type { RackWrites } from './useRackWrites.ts'
import { type Attempt, moving, placing, type RackView } from './view.ts'
import { WhoPanel } from './WhoPanel.tsx'

/** What is open beside the board. */
export type Panel =
  | { kind: 'stay'; stayId: StayId }
  | { kind: 'move'; stayId: StayId }
  | { kind: 'waiting'; courseId: CourseId; personId: PersonId }
  | { kind: 'refused'; attempt: Attempt; bedId: BedId; stayId: StayId | null }
  /** Somebody was put into another bed from a night in the middle of their stay. */
  | { kind: 'split'; stayId: StayId; bedId: BedId; from: LocalDate }
  | { kind: 'who'; bedId: BedId; from: LocalDate; to: LocalDate }
  | { kind: 'room'; roomId: RoomId }

export interface PanelProps {
  readonly view: RackView
  readonly words: ReturnType<typeof useRackWords>
  readonly writes: RackWrites
  onPanel(panel: Panel): void
  onClose(): void
}

/** The side panel of the rack. What it was about may be gone by now: then there is none. */
export function RackPanel({ panel, ...rest }: PanelProps & { panel: Panel }) {
  const { view } = rest
  switch (panel.kind) {
    case 'stay': {
      const stay = view.rack.stays.find(({ stayId }) => stayId === panel.stayId)
      return stay ? <StayPanel key={stay.stayId} stay={stay} {...rest} /> : null
    }
    case 'move': {
      const stay = view.rack.stays.find(({ stayId }) => stayId === panel.stayId)
      return stay ? (
        <BedPanel key={stay.stayId} attempt={moving(stay, stay.from, view)} stay={stay} {...rest} />
      ) : null
    }
    case 'waiting': {
      const waiting = view.waiting
        .flatMap((one) => [one, ...one.companions])
        .find(
          ({ courseId, personId }) => courseId === panel.courseId && personId === panel.personId,
        )
      return waiting ? (
        <BedPanel key={waiting.personId} attempt={placing(waiting)} {...rest} />
      ) : null
    }
    case 'split': {
      const stay = view.rack.stays.find(({ stayId }) => stayId === panel.stayId)
      return stay ? <SplitPanel key={stay.stayId} stay={stay} asked={panel} {...rest} /> : null
    }
    case 'refused':
      return (
        <BedPanel
          key={`${panel.attempt.personId} ${panel.bedId}`}
          attempt={panel.attempt}
          refusedBedId={panel.bedId}
          refusedStay={view.rack.stays.find(({ stayId }) => stayId === panel.stayId)}
          {...rest}
        />
      )
    case 'who':
      return <WhoPanel key={`${panel.bedId} ${panel.from}`} asked={panel} {...rest} />
    case 'room': {
      const room = view.rack.rooms.find(({ roomId }) => roomId === panel.roomId)
      return room ? <RoomPanel key={room.roomId} room={room} {...rest} /> : null
    }
  }
}
