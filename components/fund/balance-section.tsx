// The balance of one fund over a chosen range, with the movements that explain it.
import { BalanceHistory } from '@/components/chart/balance-history'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { Segments } from '@/components/ui/segments'
import { formatAmount, groupThousands } from '@/lib/domain/money'
import type { FundJson } from '@/lib/wire/fund'
import { closings, rangeDays, rangeText, type Closing, type Range } from './fund-history'

export type BalanceSectionProps = {
  fund: FundJson
  asOf: string
  range: Range
  onRange: (range: Range) => void
}

export const BalanceSection = ({ fund, asOf, range, onRange }: BalanceSectionProps) => {
  const days = closings(fund, { asOf, days: rangeDays[range] })
  const sentence = changeSentence(fund, days)
  return (
    <Section
      title={`${fund.name}, balance over ${rangeText[range]}`}
      id="balance"
      unit={fund.asset.code}
      span={8}
      note={<Segments label="Time range" choices={segments} chosen={range} onChoose={onRange} />}
      takeaway={sentence}
    >
      {days.length < 2 ? (
        <Empty sentence="The history begins with the second day of entries." />
      ) : (
        <BalanceHistory
          days={days}
          floor={fund.floor}
          target={fund.target}
          notes={fund.events.map(({ at, amount, reference }) => ({
            at,
            label: `${dayText(at)}, ${reference}`,
            change: amount,
          }))}
          scale={fund.asset.scale}
          unit={fund.asset.code}
          label={`Balance of ${fund.name}. ${sentence ?? ''}`}
        />
      )}
    </Section>
  )
}

const segments = [
  { value: '30d', label: '30 d' },
  { value: '90d', label: '90 d' },
  { value: '12m', label: '12 m' },
] as const satisfies { value: Range; label: string }[]

const changeSentence = ({ asset }: FundJson, days: readonly Closing[]): string | undefined => {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const text = (amount: bigint) => groupThousands(formatAmount(amount, asset))
  const change = BigInt(last.balance) - BigInt(first.balance)
  const how = change < 0n ? 'fell' : 'rose'
  const ends = `from ${text(BigInt(first.balance))} on ${first.day} to ${text(BigInt(last.balance))} ${asset.code}`
  if (change === 0n) return `It stands where it stood on ${first.day}: ${text(change)} apart.`
  return `It ${how} by ${text(change < 0n ? -change : change)}, ${ends}.`
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const dayText = (at: string): string => {
  const date = new Date(at)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''}`
}
