/**
 * Who may call whom, as electron/README.md, renderer/README.md and test/README.md say it. `npm run
 * check:lint` holds the sources against it; types that are imported count.
 */

const service = '^electron/service/'
const packages = (...names) => `^node_modules/(${names.join('|')})/`
const core = { dependencyTypes: ['core'] }

/** From some files, these may not be reached. */
const never = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: Array.isArray(to) ? { path: to } : to,
})

module.exports = {
  forbidden: [
    never('contract', 'The contract knows zod alone.', '^electron/contract/', {
      pathNot: ['^electron/contract/', packages('zod')],
    }),
    never(
      'contract-rules',
      'Shared rules are pure: of the contract they know shapes and days, of zod nothing.',
      '^electron/contract/rules/',
      { pathNot: '^electron/contract/' },
    ),
    never(
      'keys',
      'What is known of keys stands by itself: the shell and the service both use it.',
      '^electron/keys/',
      { path: ['^electron/', '^renderer/'], pathNot: '^electron/keys/' },
    ),
    never(
      'shell',
      'The shell knows Electron and nothing of horses: it speaks to the service by the contract.',
      '^electron/(main|preload)/',
      [service, '^renderer/', packages('better-sqlite3', 'kysely')],
    ),
    never('service', 'The service knows nothing of Electron or of the window.', service, [
      '^electron/(main|preload)/',
      packages('electron', 'react', '@mantine/.+'),
    ]),
    {
      ...never('service-window', 'Nor of the window, whose words its entry hands it.', service, [
        '^renderer/',
      ]),
      from: { path: service, pathNot: `${service}index\\.ts$` },
    },
    never(
      'service-entry',
      'The entry hands over words, and nothing else of the window.',
      `${service}index\\.ts$`,
      {
        path: '^renderer/',
        pathNot: '^renderer/texts/workbook\\.ts$',
      },
    ),
    never(
      'workbook-words',
      'What the service is handed are words and formats alone.',
      '^renderer/texts/workbook\\.ts$',
      {
        path: '^renderer/',
        pathNot: '^renderer/(texts/(kk|ru|en)/sheets|lib/format)\\.ts$',
      },
    ),
    never(
      'kernel',
      'The kernel is pure: it knows neither tables nor features.',
      `${service}kernel/`,
      {
        path: [service, packages('kysely', 'better-sqlite3')],
        pathNot: `${service}kernel/`,
      },
    ),
    never('db', 'The database layer knows the kernel alone.', `${service}db/`, {
      path: service,
      pathNot: `${service}(db|kernel)/`,
    }),
    {
      ...never('engine', 'The engine is behind a door: db/ alone knows it.', service, [
        packages('better-sqlite3'),
      ]),
      from: { path: service, pathNot: `${service}db/` },
    },
    never(
      'history',
      'The history knows no feature: each hands it its tracked tables.',
      `${service}history/`,
      [`${service}(features|schedule)/`],
    ),
    never(
      'schedule',
      'The schedule knows no feature: a feature lends it its Kind.',
      `${service}schedule/`,
      [`${service}features/`],
    ),
    never(
      'siblings',
      'Features know no sibling: features/index.ts hands over the narrow function.',
      `${service}features/([^/]+)/`,
      { path: `${service}features/`, pathNot: `${service}features/$1/` },
    ),
    never('rules', 'Rules are pure: stores feed them.', `${service}.+/rules\\.ts$`, [
      packages('kysely'),
      `${service}db/`,
      '/store\\.ts$',
    ]),
    never('window', 'The window knows the contract and nothing behind it.', '^renderer/', [
      service,
      '^electron/(main|preload|keys)/',
      packages('electron', 'better-sqlite3', 'kysely'),
    ]),
    never('window-node', 'The window has no Node.', '^renderer/', core),
    never(
      'screens',
      'Features know no sibling: what two need belongs in ui or lib.',
      '^renderer/features/([^/]+)/',
      { path: '^renderer/(features|app)/', pathNot: '^renderer/features/$1/' },
    ),
    never(
      'print',
      'Whoever prints waits for this page: it loads what stands on paper.',
      '^renderer/print/',
      ['^renderer/(app|board|features|ui)/', packages('@mantine/.+')],
    ),
    never('layers', 'Lower layers know no screen.', '^renderer/(board|lib|ui|texts)/', [
      '^renderer/(features|app)/',
    ]),
    never('tests', 'Nothing calls tests.', '^(electron|renderer)/', ['^test/']),
  ],
  options: {
    // TypeScript 7 cannot be asked by other programs yet; the warning that there is none is about that.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
