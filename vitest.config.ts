// Unit, property and database tests; journeys in a browser are Playwright's (e2e/playwright.config.ts).
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const alias = {
  '@/': root,
  // Outside Next the marker package has nothing to guard.
  'server-only': fileURLToPath(new URL('node_modules/server-only/empty.js', import.meta.url)),
}

export default defineConfig({
  resolve: { alias },
  test: {
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,components,lib}/**/*.test.ts'],
          exclude: ['lib/server/**', 'lib/local/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['db/**/*.test.ts', 'lib/server/**/*.test.ts', 'lib/local/**/*.test.ts'],
          globalSetup: ['lib/local/test-database.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
})
