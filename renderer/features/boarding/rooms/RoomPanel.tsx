import { Checkbox, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forWhomKinds, type Room, RoomFields } from '#contract/boarding.ts'
import { ServiceError } from '../../../lib/client.ts'
import { useRead, useWrite } from '../../../lib/queries.ts'
import { announce, announceAndSettle } from '../../../ui/announce.ts'
import { notifyFailure } from '../../../ui/answers.tsx'
import { asPanel } from '../../../ui/asPanel.tsx'
import { FormRow, FormSection } from '../../../ui/Form.tsx'
import { ChoiceField, NoteField, NumberField, TextField } from '../../../ui/fields.tsx'
import { HitAhead, useStill } from '../../../ui/HitAhead.tsx'
import { Refusal } from '../../../ui/Refusal.tsx'
import { SidePanel } from '../../../ui/SidePanel.tsx'
import { useStoredForm } from '../../../ui/useStoredForm.ts'
import { focusFirstError, formSaid, validateBy } from '../../../ui/validate.ts'
import { ClosuresSection } from './ClosuresSection.tsx'

/** A room that is being written down; null is what nobody has said yet. */
interface RoomDraft extends Omit<RoomFields, 'beds' | 'floor'> {
  beds: number | null
  floor: number | null
}

const draftOf = ({ beds, ...room }: Room): RoomDraft => ({
  ...RoomFields.omit({ beds: true }).parse(room),
  beds: beds.length,
})

/** The next room is likely in the building and on the floor of the last. */
const emptyRoom = (last: Room | undefined): RoomDraft => ({
  building: last?.building ?? '',
  floor: last?.floor ?? 1,
  number: '',
  beds: 2,
  accessible: false,
  forWhom: 'any',
  note: null,
})

interface RoomPanelProps {
  /** Null for a new room. */
  room: Room | null
  /** All of them. */
  rooms: readonly Room[]
  onClose: () => void
}

/** One room: what it is, how many beds, for whom; and when it is out of use. */
export const RoomPanel = asPanel(function RoomPanel({ room, rooms, onClose }: RoomPanelProps) {
  const { t } = useTranslation()
  const form = useStoredForm<RoomDraft>(room ? draftOf(room) : emptyRoom(rooms.at(-1)), {
    version: room?.version,
    validate: validateBy(RoomFields, t),
  })
  const create = useWrite('boarding.createRoom')
  const update = useWrite('boarding.updateRoom')
  const [refusal, setRefusal] = useState<ServiceError | null>(null)
  const { values, errors } = form
  const tried = useRead('boarding.tryUpdateRoom', useStill(changed(room, values)))

  const save = async (draft: RoomDraft) => {
    if (form.validate().hasErrors) return focusFirstError()
    setRefusal(null)
    const fields = RoomFields.parse(draft)
    const words = { room: fields.number }
    try {
      if (room) {
        const { roomId } = room
        const answer = await update.mutateAsync({ ...fields, roomId, ...form.opened })
        onClose()
        announceAndSettle(t('boarding.done.roomUpdated', words), answer)
      } else {
        const { changeId } = await create.mutateAsync(fields)
        announce(t('boarding.done.roomCreated', words), changeId)
        onClose()
      }
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'in_use') {
        form.setFieldError('number', t('boarding.rooms.known'))
        focusFirstError()
      } else if (error instanceof ServiceError) setRefusal(error)
      else notifyFailure(error)
    }
  }
  return (
    <SidePanel
      title={room ? t('boarding.rack.roomOf', { room: room.number }) : t('boarding.rooms.add')}
      subtitle={room && t('boarding.rack.floorOf', { building: room.building, floor: room.floor })}
      onClose={onClose}
      onSave={() => void save(form.values)}
      whyNot={formSaid(t, 'boarding.rooms.field', form.wrong)}
      onWhyNot={() => void save(form.values)}
      saving={create.isPending || update.isPending}
      dirty={form.isDirty()}
    >
      {refusal && (
        <Stack mb={14}>
          <Refusal
            error={refusal}
            form={form}
            fieldWords="boarding.rooms.field"
            onSave={(draft) => void save(draft)}
            onSettled={() => setRefusal(null)}
          />
        </Stack>
      )}
      <FormSection title={t('boarding.rooms.section.what')}>
        <FormRow>
          <TextField
            label={t('boarding.rooms.field.number')}
            value={values.number}
            error={errors.number}
            required
            data-autofocus
            onChange={(number) => form.setFieldValue('number', number ?? '')}
          />
          <NumberField
            label={t('boarding.rooms.field.beds')}
            value={values.beds}
            error={errors.beds}
            min={1}
            max={50}
            required
            onChange={(beds) => form.setFieldValue('beds', beds)}
          />
        </FormRow>
        <FormRow>
          <TextField
            label={t('boarding.rooms.field.building')}
            value={values.building}
            error={errors.building}
            required
            onChange={(building) => form.setFieldValue('building', building ?? '')}
          />
          <NumberField
            label={t('boarding.rooms.field.floor')}
            value={values.floor}
            error={errors.floor}
            min={-5}
            max={100}
            required
            onChange={(floor) => form.setFieldValue('floor', floor)}
          />
        </FormRow>
        <ChoiceField
          label={t('boarding.rooms.field.forWhom')}
          value={values.forWhom}
          choices={forWhomKinds.map((value) => ({
            value,
            label: t(`boarding.rack.forWhom.${value}`),
          }))}
          onChange={(forWhom) => forWhom && form.setFieldValue('forWhom', forWhom)}
        />
        <Checkbox
          label={t('boarding.rooms.field.accessible')}
          checked={values.accessible}
          onChange={(event) => form.setFieldValue('accessible', event.currentTarget.checked)}
        />
        <NoteField
          label={t('boarding.rooms.field.note')}
          value={values.note}
          error={errors.note}
          onChange={(note) => form.setFieldValue('note', note)}
        />
        <HitAhead hit={tried.data?.unsettled} />
      </FormSection>
      {room && <ClosuresSection room={room} />}
    </SidePanel>
  )
})

/** The room as it would be, where that could hit whoever sleeps there. */
function changed(room: Room | null, draft: RoomDraft) {
  const fields = RoomFields.safeParse(draft)
  if (!room || !fields.success) return null
  const { beds, forWhom, accessible } = fields.data
  const same =
    beds === room.beds.length && forWhom === room.forWhom && accessible === room.accessible
  return same ? null : { ...fields.data, roomId: room.roomId }
}
