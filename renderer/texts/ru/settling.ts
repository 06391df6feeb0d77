/** What no longer fits after a change, and what is done about it. */
export const settling = {
  title: 'Нужно уладить',
  settle: 'Уладить',
  /** After a change that has left sessions against the rules. */
  hit: 'Не подходит занятий: {{count}}.',
  hitStays: 'Не подходит проживаний: {{count}}.',
  /** Before a change: what it would leave to be settled. */
  ahead:
    'После этого нужно будет уладить занятий: {{count}}. Программа предложит, что с ними сделать.',
  aheadStays:
    'После этого нужно будет уладить проживаний: {{count}}. Программа предложит, куда переселить.',
  of: 'Только выбранное',
  days: '{{from}} – {{until}}',
  byHour: 'По часам',
  byFamily: 'По семьям',
  view: 'Как показать',
  take: 'Вернуть предложенное',
  choices: 'Что сделать: {{who}}, {{when}}',
  /** How a session can be settled. */
  replace: 'На замену: {{names}}',
  assign: 'Назначить: {{names}}',
  move: 'Перенести: {{when}}',
  moveWith: 'Перенести: {{when}}, {{names}}',
  cancel: 'Отменить',
  /** Of stays. */
  bed: 'Поселить: {{names}}',
  exchangeBeds: 'Поменять местами: {{names}}',
  endStay: 'Оставить без места',
  fromNight: '{{words}}, с {{date}}',
  leave: 'Оставить как есть',
  /** What would become of the lines. */
  done: 'Будет сделано: {{count}}',
  cancelled: 'из них отменить: {{count}}',
  left: 'Останется как есть: {{count}}',
  refused: 'Не получится: {{count}}',
  save: 'Сделать всё',
  saveLeft: 'Оставить всё как есть',
  saved: 'Улажено: {{count}}',
  savedLeft: 'Всё оставлено как есть',
  savedPartly: 'Улажено: {{count}}, не получилось: {{refused}}',
  back: 'Назад',
  backHint: 'Esc — назад',
  saveHint: 'Ctrl+Enter — сделать всё',
  emptyTitle: 'Всё в порядке',
  emptyText: 'Улаживать нечего.',
  most: 'Показаны первые {{count}}. Остальные появятся, когда эти будут улажены.',
  stays: 'Проживание',
  openRack: 'Открыть план комнат',
  beforePrinting: 'Нужно уладить до печати: {{count}}',
  closeDay: 'Закрыть день',
  closeDayHint: 'Занятия этого дня нужно будет уладить: программа предложит, что с ними сделать.',
  closedDayUsual: 'Выходной день',
} as const
