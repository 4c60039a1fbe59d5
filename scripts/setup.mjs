// Makes a fresh clone, or one that has moved on, ready to run: packages installed, dist built. Silent when there is nothing to do.
// With --packages it only installs: tests run from the sources. With --types the declarations are written, too, which only who imports the library needs.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const inRoot = name => path.join(root, name)

/** Milliseconds since 1970 of a file's last change; 0 when it does not exist. */
function changedAt(file) {
  return existsSync(file) ? statSync(file).mtimeMs : 0
}

/** The newest change below a folder. Folders count too: their time moves when a file is added or removed. */
function newestIn(folder) {
  const times = readdirSync(folder, { withFileTypes: true }).map(entry => {
    const full = path.join(folder, entry.name)
    return entry.isDirectory() ? newestIn(full) : changedAt(full)
  })
  return Math.max(changedAt(folder), ...times)
}

function run(what, command, args) {
  process.stderr.write(`${what} …\n`)
  const shell = process.platform === 'win32' && command !== process.execPath
  // Standard output belongs to the command that comes after: everything said here goes to standard error.
  const { status, error } = spawnSync(command, args, { cwd: root, env: ownEnvironment(), stdio: ['ignore', 2, 2], shell })
  if (error) process.stderr.write(`error: ${command} could not be started: ${error.message}\n`)
  if (status !== 0) {
    process.stderr.write(`error: ${what} failed\n`)
    process.exit(status ?? 1)
  }
}

/** The environment without what an npm that called us (`npm install --global .`) says about itself. */
function ownEnvironment() {
  const told = /^npm_(?:command|lifecycle_.*|config_(?:global|location|prefix|local_prefix|global_prefix|include|omit))$/i
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name)))
}

function install() {
  // npm writes this file last, so it is there only after an installation that went through.
  const installed = changedAt(inRoot('node_modules/.package-lock.json'))
  if (installed > 0 && installed >= changedAt(inRoot('package-lock.json'))) return
  // No package needs its install scripts, and without them our own `prepare` does not call us again.
  const options = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  if (npm !== undefined && /\.c?js$/.test(npm)) run('installing packages', process.execPath, [npm, ...options])
  else run('installing packages', 'npm', options)
}

function build() {
  const program = inRoot('dist/cli/bin.js')
  const inputs = [newestIn(inRoot('src')), newestIn(inRoot('scripts')), changedAt(inRoot('tsconfig.json')), changedAt(inRoot('package.json'))]
  if (changedAt(program) > Math.max(...inputs)) return
  run('building', process.execPath, [inRoot('scripts/build-program.mjs')])
  run('building the page', process.execPath, [inRoot('scripts/build-page.mjs')])
  chmodSync(program, 0o755)
}

function declareTypes() {
  if (changedAt(inRoot('dist/index.d.ts')) >= changedAt(inRoot('dist/index.js'))) return
  run('declaring types', process.execPath, [inRoot('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--noEmitOnError'])
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`error: Backcourt needs Node.js 20.19 or newer, this is ${process.versions.node}\n  https://nodejs.org has newer ones\n`)
  process.exit(2)
}
install()
if (!process.argv.includes('--packages')) build()
if (process.argv.includes('--types')) declareTypes()
