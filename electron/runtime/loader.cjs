// Put into the compatible runtime as its app. Like Electron's own: `-r FILE` is loaded first, and the
// first plain argument is the folder of the app to start.
const { join, resolve } = require('node:path')
const { app } = require('electron')

const given = process.argv.slice(1)
const required = given.indexOf('-r')
if (required >= 0) require(given.splice(required, 2)[1])

const folder = resolve(given.find((argument) => !argument.startsWith('-')) ?? '.')
const { main, name, productName, version } = require(join(folder, 'package.json'))
app.setAppPath(folder)
app.setName(productName ?? name)
app.setVersion(version)
try {
  require(join(folder, main))
} catch (error) {
  // Electron would show a window about it, and wait there.
  console.error(error)
  app.exit(1)
}
