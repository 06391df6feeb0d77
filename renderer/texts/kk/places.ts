import type { places as base } from '../ru/places.ts'
import type { Words } from '../words.ts'

export const places: Words<typeof base> = {
  list: 'Орындар тізімі',
  add: 'Жаңа орын',
  withClosed: 'Жабылғандарын да көрсету',
  emptyTitle: 'Сабақ өтетін орындар осында тұрады',
  emptyText: 'Манеж, алаң, студия, кабинет — сабақ өтетін орынның бәрі.',
  column: { name: 'Орын', use: 'Не үшін' },
  field: {
    name: 'Атауы',
    lane: 'Жолағы',
    laneHint: 'Сабақтар қатар өтсе',
    use: 'Не үшін',
    active: 'Сабаққа ашық',
  },
  use: { arena: 'манеж', studio: 'студия', cabinet: 'кабинет' },
  closed: 'жабық',
  created: 'Орын жазылды: {{name}}',
  updated: 'Сақталды: {{name}}',
}
