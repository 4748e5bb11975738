// The desk, the page of one officer, and the page of one change.
import type { Page } from '@playwright/test'

export const deskPage = (page: Page) => ({
  open: () => page.goto('/desk'),
  officer: (name: string) =>
    page
      .getByRole('region', { name: 'Officers' })
      .getByRole('row', { name: new RegExp(`^${name}`) }),
  role: (name: string) => page.getByRole('checkbox', { name: new RegExp(`^${name}`) }),
  why: (section: RegExp) => page.getByRole('region', { name: section }).getByLabel('Why'),
  pauseBanner: page.getByRole('complementary', { name: 'Paused' }),
})

export const changePage = (page: Page) => ({
  open: (changeId: string) => page.goto(`/changes/${changeId}`),
  state: (beginning: string) => page.getByRole('status').filter({ hasText: beginning }),
  button: (verb: string) => page.getByRole('button', { name: new RegExp(`^${verb}:`) }),
  /** Presses the button of a decision and confirms in the dialog that asks again. */
  decide: async (verb: string) => {
    const name = new RegExp(`^${verb}:`)
    await page.getByRole('button', { name }).click()
    await page.getByRole('alertdialog').getByRole('button', { name }).click()
  },
  section: (name: RegExp) => page.getByRole('region', { name }),
})
