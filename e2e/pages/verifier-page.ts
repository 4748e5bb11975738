// The verifier: one page that checks files without asking anybody.
import type { Page } from '@playwright/test'

export const verifierPage = (page: Page) => ({
  choose: (file: { name: string; buffer: Buffer }) =>
    page
      .getByLabel('Files to check')
      .setInputFiles([{ ...file, mimeType: 'application/octet-stream' }]),
  /** Chooses one file that is nobody's statement, and checks it. */
  check: async (file: { name: string; buffer: Buffer }) => {
    await page
      .getByLabel('Files to check')
      .setInputFiles([{ ...file, mimeType: 'application/octet-stream' }])
    await page.getByRole('button', { name: 'Check these files' }).click()
  },
  result: page.getByRole('main'),
  checkAs: async (account: string) => {
    await page.getByLabel('Your account').fill(account)
    await page.getByRole('button', { name: 'Check these files' }).click()
  },
  verdict: page.locator('#verdict'),
  failed: page.getByText('FAIL'),
  runAllCases: page.getByRole('button', { name: 'Run all 47' }),
})
