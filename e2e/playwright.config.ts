// Journeys in a real browser, one after the other, against whichever runtime the stack serves.
import { defineConfig, devices } from '@playwright/test'

const executablePath = process.env['BALLAST_CHROMIUM']
const runtime = process.env['RUNTIME'] ?? 'node'

export default defineConfig({
  testDir: '.',
  projects: [
    { name: 'first start', testMatch: '*.setup.ts' },
    { name: 'journeys', testMatch: '*.spec.ts', dependencies: ['first start'] },
  ],
  outputDir: `results/${runtime}`,
  workers: 1,
  forbidOnly: process.env['CI'] === 'true',
  timeout: 60_000,
  globalTimeout: 1_800_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['JOURNEY_REPORT'] ?? 'results/report.json' }],
  ],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env['BASE_URL'] ?? 'http://localhost:3000',
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    // Far longer than any action takes, and far shorter than a whole journey.
    actionTimeout: 30_000,
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
