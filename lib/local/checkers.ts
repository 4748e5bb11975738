// The checks that read the sources and run nothing of them.
import { runChild } from './children'

export type Checker = { name: string; run: () => Promise<string | null> }

export const checkers: readonly Checker[] = [
  { name: 'lint', run: () => quiet('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'types', run: () => checkTypes() },
  { name: 'import rules', run: () => checkImports() },
  { name: 'unused code', run: () => quiet('knip/bin/knip.js') },
  { name: 'format', run: () => quiet('prettier/bin/prettier.cjs', '--check', '.') },
]

const tool = (path: string, ...args: string[]): Promise<string> =>
  runChild({ name: path.split('/')[0] ?? path, args: [`node_modules/${path}`, ...args] })

const quiet = async (path: string, ...args: string[]): Promise<null> => {
  await tool(path, ...args)
  return null
}

const checkTypes = async (): Promise<null> => {
  // The types of the routes are made from the folders of `app`.
  await tool('next/dist/bin/next', 'typegen')
  return quiet('typescript/bin/tsc', '--noEmit')
}

// A resolver that understands nothing of TypeScript finds no modules and no violations either.
const LEAST_MODULES = 50

const checkImports = async (): Promise<string> => {
  const folders = ['app', 'components', 'db', 'e2e', 'lib']
  const { modules, violations } = await cruise(folders)
  if (violations.length > 0) throw new Error(violations.join('\n'))
  if (modules > LEAST_MODULES) return `${modules} modules`
  throw new Error(`expected more than ${LEAST_MODULES} modules, dependency-cruiser saw ${modules}`)
}

type Cruise = {
  summary: {
    totalCruised: number
    violations: { from: string; to: string; rule: { name: string; severity: string } }[]
  }
}

export const cruise = async (
  paths: string[],
): Promise<{ modules: number; violations: string[] }> => {
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const output = await tool('dependency-cruiser/bin/dependency-cruise.mjs', ...paths, ...options)
  const { summary } = JSON.parse(output) as Cruise
  const violations = summary.violations.filter(({ rule }) => rule.severity === 'error')
  return {
    modules: summary.totalCruised,
    violations: violations.map(({ from, to, rule }) => `${from} → ${to} (${rule.name})`),
  }
}
