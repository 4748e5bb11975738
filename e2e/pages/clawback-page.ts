// The new-clawback page and the page of one run.
import type { Page } from '@playwright/test'

export const newClawbackPage = (page: Page) => ({
  open: (query: string) => page.goto(`/clawbacks/new?${query}`),
  topUp: page.getByLabel(/^Operator top-up/),
  reason: page.getByLabel('Why'),
  losses: (name: RegExp) => page.getByRole('checkbox', { name }),
  allLosses: page.getByRole('checkbox', { name: /^All / }),
  rule: (name: RegExp) =>
    page.getByRole('radiogroup', { name: 'Rule' }).getByRole('radio', { name }),
  rounding: (name: RegExp) =>
    page.getByRole('radiogroup', { name: 'Rounding' }).getByRole('radio', { name }),
  /** The line of one rule in the comparison. */
  compared: (name: RegExp) =>
    page.getByRole('region', { name: /What each rule shifts/ }).getByRole('row', { name }),
  save: page.getByRole('button', { name: /^Save draft/ }),
})

export const clawbackPage = (page: Page) => ({
  open: (clawbackId: string) => page.goto(`/clawbacks/${clawbackId}`),
  title: page.getByRole('heading', { level: 1 }),
  state: (beginning: string) => page.getByRole('status').filter({ hasText: beginning }),
  /** The 26 characters, as the section that shows them large has them. */
  fingerprint: page
    .getByRole('region', { name: /fingerprint/i })
    .locator('code')
    .first(),
  vetoReason: page.getByLabel(/Reason for .*veto/i),
  accountTable: page.getByText(/^Account table:/),
  button: (name: RegExp) => page.getByRole('button', { name }),
  /** Presses a button and confirms in the dialog that asks again. */
  confirm: async (name: RegExp, typed?: string) => {
    await page.getByRole('button', { name }).click()
    const dialog = page.getByRole('alertdialog')
    if (typed !== undefined) await dialog.getByLabel(/fingerprint/).fill(typed)
    await dialog.getByRole('button', { name }).click()
  },
})
