// Loss events are read exactly, and bad ones are refused with a sentence at their line.
import { describe, expect, it } from 'vitest'
import { problemSentence } from './csv'
import { readLosses } from './loss'

const sentences = (text: string) =>
  readLosses(text, { scale: 2 }).problems.map((one) => `${one.line}: ${problemSentence(one)}`)
const row = (shortfall: string, time = '2025-10-10T21:18:23Z') =>
  `id,time,market,shortfall\nl1,${time},BTC,${shortfall}\n`

describe('readLosses', () => {
  it('reads every column and cuts the time to seconds', () => {
    const text =
      'id,time,market,shortfall,side,account,size,liquidationPrice,bankruptcyPrice,fillPrice,cause\n' +
      'l1,2025-10-10T21:18:23.989Z,BTC-PERP,12.3,long,0xabc,1.5,110000,109000.25,108000,Gap: no bids\n' +
      'l2,2025-10-10T21:18:24Z,xyz:GOLD,0.01,,,,,,,\n'
    const { losses, problems, lines } = readLosses(text, { scale: 2 })
    expect(problems).toEqual([])
    expect(lines).toEqual([2, 3])
    expect(losses).toEqual([
      {
        id: 'l1',
        occurredAt: '2025-10-10T21:18:23Z',
        market: 'BTC-PERP',
        shortfall: 1230n,
        side: 'long',
        account: '0xabc',
        size: '1.5',
        liquidationPrice: '110000',
        bankruptcyPrice: '109000.25',
        fillPrice: '108000',
        cause: 'Gap: no bids',
      },
      {
        id: 'l2',
        occurredAt: '2025-10-10T21:18:24Z',
        market: 'xyz:GOLD',
        shortfall: 1n,
        side: null,
        account: null,
        size: null,
        liquidationPrice: null,
        bankruptcyPrice: null,
        fillPrice: null,
        cause: null,
      },
    ])
  })

  it.each(['0', '0.00', '-5'])('refuses a loss of %s and says what to do', (shortfall) => {
    expect(sentences(row(shortfall))).toEqual([
      `2: shortfall: found “${shortfall}”, expected an amount above 0; leave out events without a shortfall`,
    ])
  })

  it.each(['', '1e5', '0.001', '1,5'])('refuses the shortfall %j', (shortfall) => {
    expect(sentences(row(`"${shortfall}"`))[0]).toContain('expected a decimal number')
  })

  it.each([
    '2025-02-30T00:00:00Z',
    '2025-10-10T24:00:00Z',
    '2025-10-10 21:18:23Z',
    '2025-10-10T21:18:23+00:00',
    '2025-10-10',
    '',
  ])('refuses the time %j', (time) => {
    expect(sentences(row('1', time))[0]).toContain(
      'expected a time in UTC such as 2025-10-10T21:18:23Z',
    )
  })

  it('refuses an event that is there twice', () => {
    expect(sentences(`${row('1')}l1,2025-10-10T21:18:23Z,ETH,2\n`)).toEqual([
      '3: id: found “l1” a second time, expected each id once; it is on line 2 already',
    ])
  })

  it.each([
    ['side', 'up', 'long or short'],
    ['account', 'g:1', 'an id of at most 128'],
    ['size', '-1', 'a decimal number of at least 0'],
    ['fillPrice', '1e5', 'a decimal number of at least 0'],
    ['cause', '=HYPERLINK()', 'one line of at most 200 characters'],
  ])('refuses the %s %j', (column, value, expected) => {
    const text = `id,time,market,shortfall,${column}\nl1,2025-10-10T21:18:23Z,BTC,1,${value}\n`
    expect(sentences(text)[0]).toContain(expected)
  })
})
