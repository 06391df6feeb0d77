import type { settling as base } from '../ru/settling.ts'
import type { Words } from '../words.ts'

export const settling: Words<typeof base> = {
  title: 'Реттеу керек',
  settle: 'Реттеу',
  hit: '{{count}} сабақ енді сәйкес келмейді.',
  hitStays: '{{count}} орналастыру енді сәйкес келмейді.',
  /** Before a change: what it would leave to be settled. */
  ahead:
    'Бұдан кейін {{count}} сабақты реттеу керек болады. Бағдарлама не істеуге болатынын ұсынады.',
  aheadStays:
    'Бұдан кейін {{count}} адамның тұру орнын реттеу керек болады. Бағдарлама қайда көшіруге болатынын ұсынады.',
  of: 'Тек таңдалғандар',
  days: '{{from}} – {{until}}',
  byHour: 'Сағат бойынша',
  byFamily: 'Отбасы бойынша',
  view: 'Қалай көрсету керек',
  take: 'Ұсынылғанды қайтару',
  choices: 'Не істейміз: {{who}}, {{when}}',
  replace: 'Орнына: {{names}}',
  assign: 'Тағайындау: {{names}}',
  move: 'Жылжыту: {{when}}',
  moveWith: 'Жылжыту: {{when}}, {{names}}',
  cancel: 'Болдырмау',
  /** Of stays. */
  bed: 'Орналастыру: {{names}}',
  exchangeBeds: 'Орындарын ауыстыру: {{names}}',
  endStay: 'Төсек-орынсыз қалдыру',
  fromNight: '{{words}}, {{date}} бастап',
  leave: 'Сол күйі қалдыру',
  done: 'Орындалады: {{count}}',
  cancelled: 'соның ішінде болмайтыны: {{count}}',
  left: 'Сол күйі қалады: {{count}}',
  refused: 'Болмайды: {{count}}',
  save: 'Бәрін орындау',
  saveLeft: 'Бәрін сол күйі қалдыру',
  saved: 'Реттелгені: {{count}}',
  savedLeft: 'Бәрі сол күйі қалды',
  savedPartly: 'Реттелгені: {{count}}, болмағаны: {{refused}}',
  back: 'Артқа',
  backHint: 'Esc — артқа',
  saveHint: 'Ctrl+Enter — бәрін орындау',
  emptyTitle: 'Бәрі орнында',
  emptyText: 'Реттейтін ештеңе жоқ.',
  most: 'Алғашқы {{count}} сабақ көрсетілді. Бұлар реттелген соң қалғаны шығады.',
  stays: 'Тұру орны',
  openRack: 'Бөлмелер жоспарын ашу',
  beforePrinting: 'Басып шығармай тұрып реттеу керек: {{count}}',
  closeDay: 'Күнді жабу',
  closeDayHint:
    'Осы күнгі сабақтарды реттеу керек болады: не істеуге болатынын бағдарлама ұсынады.',
  closedDayUsual: 'Демалыс күні',
}
