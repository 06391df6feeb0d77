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
  },
  takeInstead: 'Свободно:',
  preview: 'Что получится',
  skip: 'Пропустить',
  make: 'Всё равно провести',
  asBefore: 'Вернуть',
  without: 'Провести без них',
} as const
