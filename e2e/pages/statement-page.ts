// The officer's page for one account's statement, and where its one-time link leads.
import type { Page } from '@playwright/test'

export const statementPage = (page: Page) => ({
  open: (clawbackId: string) => page.goto(`/clawbacks/${clawbackId}/statement`),
  /** Types the account on whichever page has the form, and asks for its statement. */
  ask: async (account: string) => {
    await page.getByLabel('Account id').fill(account)
    await page.getByRole('button', { name: 'Show the statement of this account' }).click()
  },
  row: (name: RegExp) => page.getByRole('row', { name }),
  another: page.getByRole('button', { name: 'Another account' }),
  download: page.getByRole('button', { name: 'Download signed statement' }),
  /** Makes a link, confirms, and returns the address that is shown once. */
  makeLink: async (): Promise<string> => {
    const name = 'Make a one-time link'
    await page.getByRole('button', { name }).click()
    await page.getByRole('alertdialog').getByRole('button', { name }).click()
    const shown = page.getByRole('status').filter({ hasText: 'The link is shown only now' })
    return shown.locator('code').innerText()
  },
})

export const linkPage = (page: Page) => ({
  openStatement: page.getByRole('button', { name: 'Open my statement' }),
  saved: page.getByRole('status').filter({ hasText: 'to be saved' }),
  verifier: page.getByRole('main').getByRole('link', { name: 'Open the verifier' }),
})
