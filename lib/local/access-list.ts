// What the code serves, read from the code itself: every route with the verb behind it, and every page.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** `verb` is an exported name of `module`; `module` is null for the few routes that are no verb's. */
export type ServedRoute = { address: string; verb: string; module: string | null }

export const servedRoutes = (): ServedRoute[] =>
  filesBelow('app')
    .filter((file) => file.endsWith('/route.ts'))
    .flatMap((file) => routesOf(file, readFileSync(`${root}${file}`, 'utf8')))

export const servedPages = (): string[] =>
  filesBelow('app')
    .filter((file) => file.endsWith('/page.tsx'))
    .map(addressOf)

/** Files of lib/server in which verbs are defined. */
export const verbModules = (): string[] =>
  filesBelow('lib/server')
    .filter((file) => file.endsWith('.ts') && !/\.(test|example)\.ts$/.test(file))
    .filter((file) => readFileSync(`${root}${file}`, 'utf8').includes('= verb({'))
    .map((file) => file.replace(/\.ts$/, ''))

const filesBelow = (folder: string): string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length))
    .sort()

/** A file of `app` as its address: groups in brackets are no part of it. */
const addressOf = (file: string): string =>
  file
    .replace(/^app/, '')
    .replace(/\/\([^)]+\)/g, '')
    .replace(/\/(route\.ts|page\.tsx)$/, '') || '/'

const METHOD =
  /export const (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) = (?:endpoint\((\w+)\)|(\w+))/g

const routesOf = (file: string, text: string): ServedRoute[] =>
  [...text.matchAll(METHOD)].map(([, method = '', verb, handler = '']) => ({
    address: `${method} ${addressOf(file)}`,
    verb: verb ?? (handler === 'async' ? 'in the route' : handler),
    module: verb === undefined ? null : moduleOf(file, { text, name: verb }),
  }))

const moduleOf = (file: string, { text, name }: { text: string; name: string }): string => {
  const imports = text.matchAll(/import \{([^}]*)\} from '@\/(lib\/server\/[\w-]+)'/g)
  for (const [, names = '', module = ''] of imports) {
    if (names.split(',').some((one) => one.trim() === name)) return module
  }
  throw new Error(`expected ${file} to import ${name} from lib/server, got none`)
}
