// Who bears the loss, layer by layer, down to 0.00.
import { WaterfallBars } from '@/components/chart/waterfall-bars'
import { countText, moneyText } from '@/components/ui/money-text'
import { Section } from '@/components/ui/section'
import { fraction, toPercent } from '@/lib/domain/fraction'
import type { Simulation } from '@/lib/wire/clawback'
import { residualText, roundedText } from './run-words'

export type RunWaterfallProps = {
  run: Simulation
  // Where the loss comes from and what is shared, in the words of the page.
  lossNote: string
  note?: string
  number?: number
}

export const RunWaterfall = ({ run, lossNote, note, number }: RunWaterfallProps) => {
  const { asset, waterfall, metrics } = run
  return (
    <Section
      id="waterfall"
      title="Waterfall"
      {...(number === undefined ? {} : { number })}
      note={note}
      takeaway={takeawayOf(run)}
    >
      <WaterfallBars
        amounts={waterfall}
        scale={asset.scale}
        unit={asset.code}
        notes={{
          grossLoss: lossNote,
          fundDraw: `usable ${moneyText(waterfall.usableFund, asset)}`,
          operatorDraw: 'declared top-up, own capital',
          toMutualise: 'what fund and operator leave to pay',
          levied: `from ${countText(metrics.accountsCharged, 'account')}, ${roundedText(run)}`,
          residual: residualText(run),
        }}
      />
    </Section>
  )
}

const takeawayOf = ({ waterfall, asset }: Simulation) => {
  const gross = BigInt(waterfall.grossLoss)
  const traders = BigInt(waterfall.levied)
  const uncovered = BigInt(waterfall.uncovered)
  const share = (part: bigint) => `${toPercent(fraction(part, gross), { digits: 1 })} %`
  return `Traders bear ${share(traders)} of the loss, the venue ${share(gross - traders - uncovered)}${uncovered === 0n ? '' : `; ${moneyText(uncovered, asset)} is uncovered`}.`
}
