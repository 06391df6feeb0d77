// How the app is packed. `npm run package` says whether it packs what is shipped.
const shipped = process.env.BASTAU_PACKS !== 'compatible runtime'

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
    'node_modules/better-sqlite3/**',
    '!node_modules/better-sqlite3/{deps,src,build}/**',
  ],
  // Native code, and the solver: a thread is not started from within an archive.
  asarUnpack: ['**/*.node', 'out/service/placing-worker.mjs', 'out/service/highs.wasm'],
  extraResources: [{ from: 'resources/guide', to: 'guide' }],
  // One Node-API binary serves every Electron.
  npmRebuild: false,
  ...(shipped && {
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
      enableCookieEncryption: true,
      grantFileProtocolExtraPrivileges: false,
    },
  }),
  linux: { target: 'AppImage', category: 'Office' },
  win: { target: 'nsis' },
  mac: { target: 'dmg' },
}
