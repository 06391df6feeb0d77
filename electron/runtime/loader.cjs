// Put into the compatible runtime as its app: starts the app whose folder is the first plain argument.
const { join, resolve } = require('node:path')
const { app } = require('electron')

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.')
const { main, name, productName, version } = require(join(folder, 'package.json'))
app.setAppPath(folder)
app.setName(productName ?? name)
app.setVersion(version)
require(join(folder, main))
