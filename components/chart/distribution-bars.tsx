// Who pays: for each tier of profit its share of the accounts, and below it its share of the levy.
import { fraction, toPercent } from '@/lib/domain/fraction'
import { percentLength, portion, type Money } from './portion'
import { tierLabel, type TierEdges, type TierWords } from './tier-label'

export type DistributionTier = TierEdges & { accounts: number; levy: Money }

export type DistributionBarsProps = {
  tiers: readonly DistributionTier[]
  scale: number
  // What the chart says, for those who do not see it.
  label: string
  words?: DistributionWords
}

export type DistributionWords = { ofAccounts: string; ofLevy: string; tier?: TierWords }

const english: DistributionWords = { ofAccounts: '% of accounts', ofLevy: '% of the levy' }

const TOP = 20
const PITCH = 34

export const DistributionBars = ({
  tiers,
  scale,
  label,
  words = english,
}: DistributionBarsProps) => {
  const accounts = tiers.reduce((total, tier) => total + BigInt(tier.accounts), 0n)
  const levies = tiers.reduce((total, tier) => total + BigInt(tier.levy), 0n)
  const rows = tiers.map((tier) => ({
    name: tierLabel(tier, { scale, ...(words.tier === undefined ? {} : { words: words.tier }) }),
    accounts: shareOf(BigInt(tier.accounts), accounts),
    levy: shareOf(BigInt(tier.levy), levies),
  }))
  const widest = Math.max(0.1, ...rows.flatMap((row) => [row.accounts.share, row.levy.share]))
  const domain = Math.ceil(widest * 10) / 10
  const bottom = TOP + rows.length * PITCH
  return (
    <div className="pr-10 pl-28">
      <svg
        role="img"
        aria-label={label}
        height={bottom + 4}
        className="plot block w-full overflow-visible"
      >
        <Grid domain={domain} bottom={bottom} />
        {rows.map((row, index) => (
          <TierBars
            key={row.name}
            {...row}
            {...{ index, domain, words }}
            namesAccounts={index === namedRow(rows, { of: 'accounts', domain })}
            namesLevy={index === namedRow(rows, { of: 'levy', domain })}
          />
        ))}
      </svg>
    </div>
  )
}

type Row = { accounts: Share; levy: Share }

// Which row says what its bar measures: the first whose bar leaves room for the words.
const namedRow = (
  rows: readonly Row[],
  { of, domain }: { of: keyof Row; domain: number },
): number =>
  Math.max(
    0,
    rows.findIndex((row) => row[of].share / domain < 0.7),
  )

type Share = { share: number; percent: string }

const shareOf = (part: bigint, whole: bigint): Share => {
  const percent = whole === 0n ? '0.00' : toPercent(fraction(part, whole), { digits: 2 })
  // Something is never written as nothing.
  const isTiny = part > 0n && percent === '0.00'
  return { share: portion(part, whole), percent: isTiny ? '< 0.01' : percent }
}

const Grid = ({ domain, bottom }: { domain: number; bottom: number }) => {
  const step = domain > 0.5 ? 0.2 : 0.1
  const ticks = Array.from({ length: Math.floor(domain / step + 1e-9) + 1 }, (_, tick) => tick)
  return ticks.map((tick) => {
    const x = percentLength((tick * step) / domain)
    const percent = Math.round(tick * step * 100)
    return (
      <g key={tick}>
        <line
          x1={x}
          x2={x}
          y1={TOP}
          y2={bottom}
          className={tick === 0 ? 'stroke-control' : 'stroke-rule'}
        />
        <text x={x} y="12" textAnchor="middle">
          {tick === ticks.length - 1 ? `${percent} %` : percent}
        </text>
      </g>
    )
  })
}

type TierBarsProps = {
  name: string
  accounts: Share
  levy: Share
  index: number
  namesAccounts: boolean
  namesLevy: boolean
  domain: number
  words: DistributionWords
}

const TierBars = ({ name, accounts, levy, index, domain, words, ...named }: TierBarsProps) => {
  const y = TOP + index * PITCH
  return (
    <>
      <text x="0" dx="-10" y={y + 20} textAnchor="end" className="label">
        {name}
      </text>
      <rect
        width={percentLength(accounts.share / domain)}
        y={y + 6}
        height="9"
        className="fill-neutral"
      />
      <text x={percentLength(accounts.share / domain)} dx="6" y={y + 14} className="halo">
        {named.namesAccounts ? `${accounts.percent} ${words.ofAccounts}` : accounts.percent}
      </text>
      <rect
        width={percentLength(levy.share / domain)}
        y={y + 18}
        height="11"
        className="fill-trader"
      />
      <text x={percentLength(levy.share / domain)} dx="6" y={y + 28} className="trader halo">
        {named.namesLevy ? `${levy.percent} ${words.ofLevy}` : levy.percent}
      </text>
    </>
  )
}
