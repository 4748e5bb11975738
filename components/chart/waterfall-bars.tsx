// The waterfall as a table with a bar on one scale in each row: the approver's view.
import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { Icon } from '@/components/ui/icon'
import { Percent } from '@/components/ui/percent'
import { TableFrame } from '@/components/ui/table-frame'
import { fraction } from '@/lib/domain/fraction'
import { percentLength, portion } from './portion'
import {
  fillOf,
  layerNames,
  waterfallLayers,
  type Layer,
  type LayerKey,
  type WaterfallAmounts,
} from './waterfall-layers'

export type WaterfallBarsProps = {
  amounts: WaterfallAmounts
  scale: number
  unit: string
  // A second line per layer: where its amount comes from.
  notes?: Partial<Record<LayerKey, ReactNode>>
}

export const WaterfallBars = ({ amounts, scale, unit, notes = {} }: WaterfallBarsProps) => {
  const gross = BigInt(amounts.grossLoss)
  return (
    <TableFrame caption={`The loss in ${unit}, layer by layer`} hideCaption>
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col" className="numeric">
            Amount <span className="text-micro text-ink-3">{unit}</span>
          </th>
          <th scope="col" className="numeric">
            Share of loss, %
          </th>
          <th scope="col" className="w-2/5 min-w-48">
            <span className="flex justify-between">
              <span>0</span>
              <Amount amount={gross} scale={scale} />
            </span>
          </th>
        </tr>
      </thead>
      <tbody>
        {waterfallLayers(amounts).map((layer) => (
          <tr key={layer.key} className={layer.kind === 'level' ? 'font-semibold' : undefined}>
            <th scope="row" className={layer.kind === 'level' ? 'font-semibold' : undefined}>
              {layerNames[layer.key]}
              {notes[layer.key] === undefined ? null : <small>{notes[layer.key]}</small>}
            </th>
            <td className="numeric">
              <Amount amount={layer.kind === 'step' ? -layer.amount : layer.amount} scale={scale} />
            </td>
            <td className="numeric">
              {gross === 0n ? null : <Percent of={fraction(layer.amount, gross)} digits={2} bare />}
            </td>
            <td className="align-middle">
              <Bar layer={layer} gross={gross} />
            </td>
          </tr>
        ))}
      </tbody>
      <Reconciliation amounts={amounts} scale={scale} />
    </TableFrame>
  )
}

const Bar = ({ layer, gross }: { layer: Layer; gross: bigint }) => {
  const from = portion(layer.from, gross)
  const width = portion(layer.to, gross) - from
  const end = layer.kind === 'level' ? from + width : from
  if (layer.amount === 0n) return null
  return (
    <svg aria-hidden="true" height="26" className="plot block w-full overflow-visible">
      <rect
        x={percentLength(from)}
        width={percentLength(Math.max(width, 0.002))}
        y="6"
        height="14"
        className={fillOf[layer.tone]}
      />
      {width < 0.002 ? (
        <text x={percentLength(from)} dx="8" y="17">
          too small to draw
        </text>
      ) : null}
      <line
        x1={percentLength(end)}
        x2={percentLength(end)}
        y1="20"
        y2="34"
        className="stroke-control"
      />
    </svg>
  )
}

const Reconciliation = ({ amounts, scale }: { amounts: WaterfallAmounts; scale: number }) => {
  const paid = [
    amounts.fundDraw,
    amounts.operatorDraw,
    amounts.levied,
    amounts.residual,
    amounts.uncovered,
  ].reduce<bigint>((total, amount) => total + BigInt(amount), 0n)
  const rest = BigInt(amounts.grossLoss) - paid
  return (
    <tfoot>
      <tr className="sum">
        <th scope="row">Loss − fund − operator − levies − residual − uncovered</th>
        <td className="numeric">
          <Amount amount={rest} scale={scale} />
        </td>
        <td />
        <td>
          <span className="font-normal">
            <Icon name={rest === 0n ? 'ok' : 'critical'} />
            {rest === 0n ? 'reconciles to the unit' : 'does not reconcile'}
          </span>
        </td>
      </tr>
    </tfoot>
  )
}
