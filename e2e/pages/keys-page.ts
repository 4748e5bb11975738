// One's own keys, on their page and on that of the first start.
import type { Page } from '@playwright/test'

export const keysPage = (page: Page) => ({
  open: () => page.goto('/keys'),
  key: (name: string) => page.getByRole('row', { name: new RegExp(name) }),
  /** Names a new key and has the device make it. */
  enrol: async (name: string) => {
    await page.getByLabel('Name of the key').fill(name)
    await page.getByRole('button', { name: 'Enrol a key' }).click()
  },
})
