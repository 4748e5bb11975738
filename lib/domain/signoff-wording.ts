// Who must sign, and when something may be executed, in plain English: as it is signed and shown.
import { exactShare } from './allocation-wording'
import { groupThousands } from './money'
import { quorumInWords } from './quorum'
import type { EnvelopeV2 } from './signoff'
import { sumTaken, type Taken } from './signoff-policy'

/** Writes an amount of minor units of an asset; `inMinorUnits` where scales are not at hand. */
export type AmountWords = (amount: string, asset: string) => string

/** "1,000,000 minor units of USDT". */
export const inMinorUnits: AmountWords = (amount, asset) =>
  `${groupThousands(amount)} minor ${amount === '1' ? 'unit' : 'units'} of ${asset}`

/** "4 hours", "90 minutes", "45 seconds": whole units only, so nothing is rounded; "no time" for 0. */
export const durationInWords = (seconds: string): string => {
  const count = BigInt(seconds)
  if (count === 0n) return 'no time'
  const [size, unit] =
    count % 3_600n === 0n ? [3_600n, 'hour'] : count % 60n === 0n ? [60n, 'minute'] : [1n, 'second']
  const many = count / size
  return `${groupThousands(many.toString())} ${unit}${many === 1n ? '' : 's'}`
}

/**
 * What an envelope says of its tier, of whom it needs, of when it may be executed and of what stood
 * before it: the sentences that version 2 adds to the summary. Times as in the envelope.
 */
export const signingInWords = (envelope: EnvelopeV2, amount: AmountWords): string[] => {
  const { tier, tierInputs, quorum, notBefore, expiresAt, precommit } = envelope
  const { own, day, week } = tierInputs
  const others = sumTaken([day, week])
  // A share is rounded up, so it is 0 of nothing alone.
  const isAlone = others.accounts === '0' && others.shareBps === '0'
  const taken = (before: Taken) => takenInWords(sumTaken([own, before]), amount)
  return [
    isAlone
      ? `This is of tier ${tier}: ${taken(day)}, and no other run within a week.`
      : `This is of tier ${tier}, with other runs counted: ${taken(day)} within a day, ${taken(week)} within a week.`,
    `It needs ${quorumInWords(quorum)}.`,
    `It may be executed from ${notBefore} until before ${expiresAt}, and vetoed by one officer until it is.`,
    `Its claims stood as entry ${precommit.index} in the log before it was simulated.`,
  ]
}

/** "10.00 USDT or 1.00 BTC, 5 % of what is charged, 500 accounts": in a window shares of assets add up. */
const takenInWords = ({ amounts, shareBps, accounts }: Taken, amount: AmountWords): string => {
  const assets = Object.keys(amounts)
    .filter((asset) => amounts[asset] !== '0')
    .sort()
  const money = assets.map((asset) => amount(amounts[asset] ?? '0', asset)).join(' and ')
  const share = exactShare({ numerator: shareBps, denominator: '10000' })
  const counted = `${groupThousands(accounts)} ${accounts === '1' ? 'account' : 'accounts'}`
  return [money === '' ? 'no amount' : money, `${share} of what is charged`, counted].join(', ')
}
