import type { consultations as base } from '../ru/consultations.ts'
import type { Words } from '../words.ts'

export const consultations: Words<typeof base> = {
  title: 'Психолог кеңестері',
  find: 'Кімді жазамыз',
  findHint: 'Адамды таңдаңыз, сонда екі аптадағы бос уақыт осында шығады.',
  free: 'Бос уақыт: {{name}}',
  none: 'Алдағы екі аптада бос уақыт жоқ. Психологтың сағаттары мен кабинетті тексеріңіз.',
  later: 'Келесі екі апта',
  earlier: 'Жақын екі апта',
  week: 'Апта кеңестері',
  empty: 'Бұл аптада кеңес жоқ.',
  one: 'Кеңес',
  psychologist: 'Психолог',
  place: 'Кабинет',
  phone: 'Телефон',
  came: 'Келді',
  noShow: 'Келмеді',
  unmark: 'Белгіні алу',
  marked: 'Белгі қойылған: {{mark}}. Жылжыту үшін белгіні алыңыз.',
  move: 'Жылжыту',
  moveHint: 'Жаңа уақытты таңдаңыз',
  cancel: 'Кеңесті болдырмау',
  restore: 'Кеңесті қайтару',
  note: 'Психологтың жазбасы',
  noteHint: 'Тек осы кеңестің психологына көрінеді',
  saveNote: 'Жазбаны сақтау',
  done: {
    note: 'Жазба сақталды',
  },
}
