// A folder for one run of the tests, and the clearing of those whose run was killed.
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endRegistered, keepRegister } from './children'
import { dataHome, madeFolder } from './place'
import { endPostgresIn } from './postgres'
import { isSameProcess, markProcess, type ProcessMark } from './process'

export type RunFolder = { folder: string; remove: () => void }

export const openRunFolder = async (): Promise<RunFolder> => {
  const runs = madeFolder(join(dataHome(), 'runs'))
  await clearAbandoned(runs)
  const folder = madeFolder(join(runs, `${process.pid}-${randomBytes(3).toString('hex')}`))
  writeFileSync(ownerFile(folder), JSON.stringify(markProcess(process.pid)))
  keepRegister(childrenFile(folder))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

const childrenFile = (folder: string): string => join(folder, 'children.json')
const ownerFile = (folder: string): string => join(folder, 'owner.json')

const clearAbandoned = async (runs: string): Promise<void> => {
  for (const name of readdirSync(runs)) {
    const folder = join(runs, name)
    if (!existsSync(ownerFile(folder))) continue
    const owner = JSON.parse(readFileSync(ownerFile(folder), 'utf8')) as ProcessMark
    if (isSameProcess(owner)) continue
    await endRegistered(childrenFile(folder))
    for (const database of [folder, ...foldersIn(folder)]) await endPostgresIn(database)
    rmSync(folder, { recursive: true, force: true })
  }
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
