/** When a horse, somebody of the team or a place cannot be used. */
export const availability = {
  title: { horse: 'Когда нет', member: 'Когда отсутствует', place: 'Когда закрыто' },
  add: { horse: 'Лошади не будет…', member: 'Не будет на работе…', place: 'Закрыть на время…' },
  none: 'Ничего не записано.',
  when: 'Когда',
  day: {
    today: 'сегодня',
    tomorrow: 'завтра',
    one: 'в этот день',
    next: 'на следующий день',
    week: 'неделю',
  },
  hours: 'Только часть дня',
  fromTime: 'С какого часа',
  untilTime: 'До какого часа',
  hoursMissing: 'Укажите часы или выключите «Только часть дня».',
  fromNow: 'С этого часа: {{time}}',
  remove: 'Отменить отсутствие',
  saved: '{{name}}: {{when}}',
  removed: '{{name}}: отсутствие отменено',
} as const
