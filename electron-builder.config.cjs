// How the app is packed. `npm run package` says whether it packs what is shipped.
const { rmSync } = require('node:fs')
const { join } = require('node:path')

const shipped = process.env.BASTAU_PACKS !== 'compatible runtime'

/**
 * The one binary of better-sqlite3, out of eight, that a package can load. electron-builder's own
 * `${platform}` is the system that packs, not the one that is packed for, so each system names its own.
 * Electron on Linux needs glibc: the binaries for musl go nowhere. An app for both kinds of Mac at once
 * would have to name both (`darwin-*.node`, and `x64ArchFiles` of the same).
 */
const binary = (system) => [
  // A list of its own, as electron-builder takes no plain names of packages' files from a system.
  { filter: [`node_modules/better-sqlite3/prebuilds/${system}-\${arch}.node`] },
]

const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false,
}

/** The compatible runtime starts its service by `fork`, which the first would forbid; it lacks the last. */
const { runAsNode, grantFileProtocolExtraPrivileges, ...fusesOfCompatible } = fuses

module.exports = {
  appId: 'kz.aqbastau.desktop',
  productName: 'Ақ Бастау',
  executableName: 'aq-bastau',
  directories: { output: 'dist' },
  icon: 'resources/icons/icon.png',
  files: [
    'out/**',
    '!out/**/*.map',
    'package.json',
    // The sample centre, offered while the database is empty.
    'resources/sample/**',
    // Everything else is in the bundles; only the native part stays a package of its own.
    '!node_modules/**',
    'node_modules/better-sqlite3/{package.json,LICENSE}',
    'node_modules/better-sqlite3/lib/**',
  ],
  // Native code, and what threads run with all that they need: none is started from within an archive.
  asarUnpack: [
    '**/*.node',
    'out/service/*-worker.mjs',
    'out/service/highs.wasm',
    'node_modules/better-sqlite3/**',
  ],
  extraResources: [{ from: 'resources/guide', to: 'guide' }],
  // The app speaks by itself; these are for the system's dialogs. Chromium has no Kazakh.
  electronLanguages: ['ru', 'en-US'],
  // One Node-API binary serves every Electron.
  npmRebuild: false,
  electronFuses: shipped ? fuses : fusesOfCompatible,
  // The compatible runtime carries a loader in place of an app.
  afterExtract: ({ appOutDir }) => {
    if (!shipped) rmSync(join(appOutDir, 'resources', 'app'), { recursive: true })
  },
  linux: {
    target: 'AppImage',
    category: 'Office',
    files: binary('linux'),
    // Linux knows a window by the name of this file, `desktopName` in package.json.
    syncDesktopName: true,
  },
  win: { target: 'nsis', files: binary('win32') },
  mac: { target: 'dmg', files: binary('darwin') },
}
