import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { languages } from '#contract/values.ts'
import { openGuide } from './window.ts'

type MenuLanguage = (typeof languages)[number]

/** The few words that the shell says itself. Everything else is in `renderer/texts`. */
const words = {
  kk: {
    file: 'Файл',
    quit: 'Шығу',
    edit: 'Өңдеу',
    undo: 'Болдырмау',
    redo: 'Қайталау',
    cut: 'Қиып алу',
    copy: 'Көшіру',
    paste: 'Қою',
    selectAll: 'Бәрін таңдау',
    view: 'Көрініс',
    larger: 'Үлкейту',
    smaller: 'Кішірейту',
    usual: 'Әдеттегі өлшем',
    fullScreen: 'Толық экран',
    help: 'Анықтама',
    guide: 'Пайдаланушы нұсқаулығы',
  },
  ru: {
    file: 'Файл',
    quit: 'Выход',
    edit: 'Правка',
    undo: 'Отменить',
    redo: 'Повторить',
    cut: 'Вырезать',
    copy: 'Копировать',
    paste: 'Вставить',
    selectAll: 'Выделить всё',
    view: 'Вид',
    larger: 'Крупнее',
    smaller: 'Мельче',
    usual: 'Обычный размер',
    fullScreen: 'Во весь экран',
    help: 'Справка',
    guide: 'Руководство пользователя',
  },
  en: {
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    larger: 'Larger',
    smaller: 'Smaller',
    usual: 'Usual size',
    fullScreen: 'Full screen',
    help: 'Help',
    guide: 'User guide',
  },
} as const satisfies Record<MenuLanguage, Record<string, string>>

/** What the system prefers, of ours. The locale of Chromium, which has no Kazakh, is never that. */
const systemLanguage = (): MenuLanguage =>
  app
    .getPreferredSystemLanguages()
    .map((tag) => languages.find((one) => one === tag.split('-')[0]))
    .find((one) => one !== undefined) ?? 'kk'

/** The menu in the language of the system: editing, size, and the user guide. */
export function setMenu(): void {
  const language = systemLanguage()
  const say = words[language]
  const menu: MenuItemConstructorOptions[] = [
    { label: say.file, submenu: [{ role: 'quit', label: say.quit }] },
    {
      label: say.edit,
      submenu: [
        { role: 'undo', label: say.undo },
        { role: 'redo', label: say.redo },
        { type: 'separator' },
        { role: 'cut', label: say.cut },
        { role: 'copy', label: say.copy },
        { role: 'paste', label: say.paste },
        { role: 'selectAll', label: say.selectAll },
      ],
    },
    {
      label: say.view,
      submenu: [
        { role: 'zoomIn', label: say.larger },
        { role: 'zoomOut', label: say.smaller },
        { role: 'resetZoom', label: say.usual },
        { role: 'togglefullscreen', label: say.fullScreen },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
      ],
    },
    {
      label: say.help,
      submenu: [{ label: say.guide, accelerator: 'F1', click: () => void openGuide(language) }],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
}
