// Builds the product when its sources have changed since the last build, and only then.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './children'
import { localFolder, root } from './place'

type Stamp = { sources: string; buildId: string; standalone: boolean }

/** `standalone` adds what the edge build is made from; a build with it serves Node just as well. */
export const ensureBuild = async ({ standalone }: { standalone: boolean }): Promise<boolean> => {
  const sources = digestSources()
  const stamp = readStamp()
  const isCurrent = stamp?.sources === sources && stamp.buildId === readBuildId()
  if (isCurrent && (stamp.standalone || !standalone)) return false
  await runChild({
    name: 'next build',
    args: ['node_modules/next/dist/bin/next', 'build'],
    env: {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      ...(standalone
        ? { NEXT_PRIVATE_STANDALONE: 'true', NEXT_PRIVATE_OUTPUT_TRACE_ROOT: root }
        : {}),
    },
  })
  mkdirSync(localFolder, { recursive: true })
  writeFileSync(stampFile, JSON.stringify({ sources, buildId: readBuildId(), standalone }))
  return true
}

const stampFile = join(localFolder, 'build.json')

const readStamp = (): Stamp | null =>
  existsSync(stampFile) ? (JSON.parse(readFileSync(stampFile, 'utf8')) as Stamp) : null

export const readBuildId = (): string => {
  const path = join(root, '.next', 'BUILD_ID')
  return existsSync(path) ? readFileSync(path, 'utf8') : 'none'
}

const BUILT_FROM = [
  ...['app', 'components', 'db', 'lib/client', 'lib/domain', 'lib/server', 'lib/wire', 'public'],
  ...['middleware.ts', 'instrumentation.ts', 'next.config.js', 'postcss.config.mjs'],
  ...['package-lock.json', 'tsconfig.json'],
]

/** One digest over all that the product is built from, the same wherever the checkout lies. */
export const digestSources = (): string => {
  const hash = createHash('sha256')
  for (const name of BUILT_FROM) {
    for (const path of filesBelow(name)) {
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

const filesBelow = (path: string): string[] => {
  const found = statSync(join(root, path), { throwIfNoEntry: false })
  if (!found || path.endsWith('.test.ts')) return []
  if (found.isFile()) return [path]
  const names = readdirSync(join(root, path)).sort()
  return names.flatMap((name) => filesBelow(`${path}/${name}`))
}
