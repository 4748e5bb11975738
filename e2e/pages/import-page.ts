// The two import pages: choose, look at what was found, send.
import type { Page } from '@playwright/test'

export type CsvFile = { name: string; text: string | Buffer }

export const importPage = (page: Page, noun: 'losses' | 'claims') => ({
  open: (fundId: string) => page.goto(`/${noun}/import?fund=${fundId}`),
  fillCutOff: (moment: string) => page.getByLabel('Cut-off, UTC').fill(moment),
  choose: async ({ name, text }: CsvFile) => {
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
    await page.getByLabel(`CSV file of ${noun}`).setInputFiles(file)
  },
  problems: page.getByRole('table', { name: /problems? by line/i }),
  send: page.getByRole('button', { name: /^Import [\d,]+ / }),
  done: page
    .getByRole('status')
    .filter({ hasText: noun === 'losses' ? /(is|are) stored/ : 'are frozen' }),
})
