import type { schedule as base } from '../ru/schedule.ts'
import type { Words } from '../words.ts'

export const schedule: Words<typeof base> = {
  scope: {
    label: 'Нені өзгерту керек',
    this: 'Тек осы сабақ',
    later: 'Осы және кейінгілері',
    all: 'Барлық сабақ',
    question: '{{name}}, жаңа уақыты {{time}}. Нені жылжыту керек?',
    leave: 'Бұрынғыдай қалдыру',
  },
  cancel: {
    title: 'Сабақты болдырмау',
    reason: 'Себебі',
    save: 'Сабақты болдырмау',
    reach:
      'Болдырылмайтын сабақ: {{cancelled}}. Сол күйі қалатыны (басталып кеткен, белгіленген немесе қолмен өзгертілген): {{kept}}.',
  },
  reasons: {
    family: 'Отбасы бас тартты',
    centre: 'Орталық болдырмады',
    weather: 'Ауа райы',
    horse: 'Ат жұмыс істей алмайды',
    staff: 'Қызметкер келе алмайды',
  },
  outcome: {
    made: 'болады',
    changed: 'өзгереді',
    kept: 'сол күйі қалады',
    clash: 'кедергі бар',
    closed: 'жабық',
    exists: 'бар',
    skipped: 'қалдырылады',
    skippedBefore: 'бұрын қалдырылған',
    removed: 'алынады',
  },
  endReach:
    'Алынатын сабақ: {{cancelled}}. Сол күйі қалатыны (басталып кеткен, белгіленген немесе қолмен өзгертілген): {{kept}}.',
  repeat: {
    label: 'Қаншалықты жиі',
    weekly: 'Апта сайын',
    every: '{{weeks}} аптада бір рет',
    countedFrom: 'Қай аптадан бастап',
    short: '{{weeks}} аптада бір рет',
  },
  feast: {
    asked: '{{feast}} {{year}}: {{date}} болуы мүмкін — растаңыз.',
    hint: 'Күнін мүфтият жариялайды. Расталғанша ол күнге сабақ қойыла береді.',
    confirm: 'Растау: {{date}}',
    other: 'Басқа күн',
    otherDate: '{{feast}} күні',
    save: 'Осы күнді растау',
    known: '{{feast}}: {{date}}, бұл күн жабық',
  },
  takeInstead: 'Бос уақыттар:',
  preview: 'Не болады',
  skip: 'Өткізіп жіберу',
  make: 'Бәрібір өткізу',
  asBefore: 'Қайтару',
  without: 'Оларсыз өткізу',
}
