import type { availability as base } from '../ru/availability.ts'
import type { Words } from '../words.ts'

export const availability: Words<typeof base> = {
  title: {
    horse: 'Қашан жұмыс істемейді',
    member: 'Қашан болмайды',
    place: 'Қашан жабық',
  },
  add: { horse: 'Ат болмайды…', member: 'Жұмыста болмайды…', place: 'Уақытша жабу…' },
  none: 'Ештеңе жазылмаған.',
  when: 'Қашан',
  day: {
    today: 'бүгін',
    tomorrow: 'ертең',
    one: 'осы күні',
    next: 'келесі күні',
    week: 'бір апта',
  },
  hours: 'Күннің бір бөлігі ғана',
  fromTime: 'Сағат нешеден',
  untilTime: 'Сағат нешеге дейін',
  hoursMissing: 'Сағатын көрсетіңіз немесе «Күннің бір бөлігі ғана» дегенді өшіріңіз.',
  fromNow: 'Осы сағаттан бастап: {{time}}',
  remove: 'Болмауын алып тастау',
  saved: '{{name}}: {{when}}',
  removed: '{{name}}: болмауы алып тасталды',
}
