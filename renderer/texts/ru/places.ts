/** Arena lanes, studios, cabinets. */
export const places = {
  list: 'Список мест',
  add: 'Новое место',
  withClosed: 'Показать и закрытые',
  emptyTitle: 'Здесь будут места занятий',
  emptyText: 'Манеж, площадка, студия, кабинет — всё, что занимают занятия.',
  column: { name: 'Место', use: 'Для чего' },
  field: {
    name: 'Название',
    lane: 'Дорожка',
    laneHint: 'Если занятия идут рядом',
    use: 'Для чего',
    active: 'Открыто для занятий',
  },
  use: { arena: 'манеж', studio: 'студия', cabinet: 'кабинет' },
  closed: 'закрыто',
  created: 'Записано место: {{name}}',
  updated: 'Сохранено: {{name}}',
} as const
