// Bad files: each refused with its line and a sentence, in the browser, before anything is sent.
import { expect, test } from './fixtures/journey'
import { importPage } from './pages/import-page'

type Bad = { what: string; noun: 'claims' | 'losses'; text: string | Buffer; says: RegExp }

const claims = (row: string, header = 'account,base') => `${header}\n${row}\n`
const bad: Bad[] = [
  { what: 'a duplicate account', noun: 'claims', text: claims('a,1\na,2'), says: /3.*account/s },
  {
    what: 'an account outside the permitted characters',
    noun: 'claims',
    text: claims('=cmd(),1'),
    says: /=cmd/,
  },
  { what: 'a negative base', noun: 'claims', text: claims('a,-1'), says: /-1/ },
  { what: 'a missing base', noun: 'claims', text: claims('a,'), says: /nothing/ },
  { what: '1e309', noun: 'claims', text: claims('a,1e309'), says: /1e309/ },
  { what: 'NaN', noun: 'claims', text: claims('a,NaN'), says: /NaN/ },
  { what: 'a thousands separator', noun: 'claims', text: claims('a,"1,000"'), says: /1,000/ },
  { what: 'hexadecimal', noun: 'claims', text: claims('a,0x1'), says: /0x1/ },
  { what: 'too many decimals', noun: 'claims', text: claims('a,1.001'), says: /1\.001/ },
  {
    what: 'a cap above its base',
    noun: 'claims',
    text: claims('a,1,2', 'account,base,cap'),
    says: /cap/,
  },
  {
    what: 'a weight of 0',
    noun: 'claims',
    text: claims('a,1,0', 'account,base,weight'),
    says: /weight/,
  },
  {
    what: 'a value of 2^63',
    noun: 'claims',
    text: claims('a,92233720368547758.08'),
    says: /92233720368547758\.08/,
  },
  { what: 'a ragged row', noun: 'claims', text: claims('a,1,2'), says: /3/ },
  {
    what: 'an unknown header',
    noun: 'claims',
    text: claims('a,1,x', 'account,base,colour'),
    says: /colour/,
  },
  { what: 'a missing header', noun: 'claims', text: claims('a,1', 'account,amount'), says: /base/ },
  { what: 'an empty file', noun: 'claims', text: '', says: /empty/ },
  { what: 'invalid UTF-8', noun: 'claims', text: Buffer.from([0x61, 0xff, 0x0a]), says: /UTF-8/ },
  { what: 'a NUL', noun: 'claims', text: 'account,base\na\0,1\n', says: /NUL/ },
  {
    what: 'a loss of 0',
    noun: 'losses',
    text: 'id,time,market,shortfall\nX,2026-01-01T00:00:00Z,M,0\n',
    says: /shortfall/,
  },
  {
    what: 'a time that does not exist',
    noun: 'losses',
    text: 'id,time,market,shortfall\nX,2026-02-30T00:00:00Z,M,1\n',
    says: /time/,
  },
]

test('refuses every kind of bad file by name and sends nothing', async ({ officer }) => {
  test.setTimeout(120_000)
  const analyst = await officer('analyst')
  const sent: string[] = []
  analyst.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url())
  })
  for (const { what, noun, text, says } of bad) {
    await test.step(what, async () => {
      const page = importPage(analyst, noun)
      await page.open('usdc-options')
      await page.choose({ name: 'bad.csv', text })
      await expect(page.problems).toContainText(says)
      await expect(page.send).toHaveCount(0)
    })
  }
  expect(sent).toEqual([])
})
