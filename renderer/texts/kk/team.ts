import type { team as base } from '../ru/team.ts'
import type { Words } from '../words.ts'

export const team: Words<typeof base> = {
  title: 'Ұжым',
  list: 'Ұжым тізімі',
  add: 'Жаңа қызметкер',
  withFormer: 'Бұрынғыларды да көрсету',
  emptyTitle: 'Орталықтың ұжымы осында тұрады',
  emptyText: 'Кестеден енгізіңіз немесе алғашқы қызметкерді жазыңыз.',
  column: { name: 'Тегі, аты', roles: 'Міндеттері', hours: 'Жұмыс күндері', phone: 'Телефоны' },
  field: {
    familyName: 'Тегі',
    givenName: 'Аты',
    patronymic: 'Әкесінің аты',
    roles: 'Міндеттері',
    subject: 'Қай пәннен сабақ береді',
    volunteer: 'Волонтер',
    phone: 'Телефоны',
    active: 'Орталықта жұмыс істейді',
    hours: 'Жұмыс күндері мен уақыты',
  },
  section: { who: 'Жеке мәліметтер', roles: 'Не істейді', hours: 'Жұмыс күндері мен уақыты' },
  volunteer: 'волонтер',
  former: 'жұмыс істемейді',
  noHours: 'уақыты көрсетілмеген',
  created: 'Жазылды: {{name}}',
  updated: 'Сақталды: {{name}}',
}
