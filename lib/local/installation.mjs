// What both commands need before anything else: a fitting Node and the packages of the lock file.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export const prepare = ({ always = false } = {}) => {
  process.chdir(root)
  requireNode()
  if (!always && isInstalled()) return
  install(root)
  writeFileSync(stampFile, hashOfLock())
}

/** Brings a folder's packages to what its manifest says. */
export const install = (folder, command = 'ci') => {
  console.log(`packages       npm ${command}${folder === root ? '' : ` in ${folder}`}`)
  // npm gives its own path to what it runs, which spares a search for it (and its shell on Windows).
  const [program, first] = process.env.npm_execpath
    ? [process.execPath, [process.env.npm_execpath]]
    : ['npm', []]
  const flags = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, error } = spawnSync(program, [...first, command, ...flags], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (error) fail(`npm could not be started (${error.message}); it comes with Node`)
  if (status !== 0) fail(`npm ${command} failed in ${folder}`)
}

const requireNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(`Node 20.19 or newer is needed, this is ${process.versions.node}: see https://nodejs.org`)
}

const stampFile = join(root, 'node_modules', '.ballast-lock')

const hashOfLock = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

/** By the stamp of the last `npm ci` here, or else by the list that npm keeps of what it installed. */
const isInstalled = () => {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hashOfLock()) return true
  const listed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(listed)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(listed, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.extraneous) return true
    const found = present[path]
    // Builds for other platforms are in the lock file only.
    return found ? found.version === entry.version : entry.optional === true
  })
}

const fail = (sentence) => {
  console.error(sentence)
  process.exit(1)
}
