/** Words of everything that is scheduled: previews, cancellations, how far a change goes. */
export const schedule = {
  scope: {
    label: 'Что изменить',
    this: 'Только это занятие',
    later: 'Это и следующие',
    all: 'Все занятия',
    question: '{{name}}, новое время {{time}}. Что перенести?',
    leave: 'Оставить как было',
  },
  cancel: {
    title: 'Отмена занятия',
    reason: 'Причина отмены',
    save: 'Отменить занятие',
    reach:
      'Будет отменено: {{cancelled}}. Останется как есть (уже началось, отмечено или изменено вручную): {{kept}}.',
  },
  reasons: {
    family: 'Отказалась семья',
    centre: 'Отменил центр',
    weather: 'Погода',
    horse: 'Лошадь не может работать',
    staff: 'Не может сотрудник',
  },
  outcome: {
    made: 'будет',
    changed: 'изменится',
    kept: 'останется как есть',
    clash: 'мешает',
    closed: 'закрыто',
    exists: 'уже есть',
    skipped: 'пропуск',
    skippedBefore: 'пропущено раньше',
    removed: 'уберётся',
  },
  endReach:
    'Уберётся занятий: {{cancelled}}. Останется как есть (уже началось, отмечено или изменено вручную): {{kept}}.',
  repeat: {
    label: 'Как часто',
    weekly: 'Каждую неделю',
    every: 'Раз в {{weeks}} нед.',
    countedFrom: 'Считать с недели',
    short: 'раз в {{weeks}} нед.',
  },
  takeInstead: 'Свободно:',
  preview: 'Что получится',
  skip: 'Пропустить',
  make: 'Всё равно провести',
  asBefore: 'Вернуть',
  without: 'Провести без них',
  cancelled: 'Отменено занятий: {{count}}',
} as const
