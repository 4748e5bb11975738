// The waterfall as columns that step down from the loss to zero: the public report's view, its table beside it.
import { groupThousands, formatAmount } from '@/lib/domain/money'
import { percentLength, portion } from './portion'
import {
  fillOf,
  layerNames,
  waterfallLayers,
  type Layer,
  type LayerKey,
  type WaterfallAmounts,
} from './waterfall-layers'

export type WaterfallColumnsProps = {
  amounts: WaterfallAmounts
  scale: number
  // What the chart says, for those who do not see it.
  label: string
  // Words of the reader's language; the second line says more about a layer.
  names?: Partial<Record<LayerKey, string>>
  notes?: Partial<Record<LayerKey, string>>
}

const TOP = 26
const BASE = 206

export const WaterfallColumns = (props: WaterfallColumnsProps) => {
  const gross = BigInt(props.amounts.grossLoss)
  const layers = waterfallLayers(props.amounts).filter(
    ({ key, amount }) => key !== 'uncovered' || amount > 0n,
  )
  const pitch = 1 / (layers.length - 0.24)
  return (
    <div role="group" tabIndex={0} aria-label={props.label} className="overflow-x-auto">
      <svg
        role="img"
        aria-label={props.label}
        height="250"
        className="plot block w-full min-w-[40rem] overflow-visible"
      >
        <line x1="0" x2="100%" y1={BASE} y2={BASE} className="stroke-control" />
        {layers.map((layer, index) => (
          <ColumnOfLayer
            key={layer.key}
            layer={layer}
            gross={gross}
            x={index * pitch}
            pitch={pitch}
            isLast={index === layers.length - 1}
            value={valueText(layer, props.scale)}
            name={props.names?.[layer.key] ?? layerNames[layer.key]}
            note={props.notes?.[layer.key]}
          />
        ))}
      </svg>
    </div>
  )
}

type ColumnProps = {
  layer: Layer
  gross: bigint
  x: number
  pitch: number
  isLast: boolean
  value: string
  name: string
  note: string | undefined
}

const ColumnOfLayer = ({ layer, gross, x, pitch, isLast, value, name, note }: ColumnProps) => {
  const width = pitch * 0.76
  const top = heightAt(layer.to, gross)
  const bottom = heightAt(layer.from, gross)
  const left = layer.kind === 'level' ? top : bottom
  return (
    <>
      <rect
        x={percentLength(x)}
        width={percentLength(width)}
        y={top}
        height={layer.amount === 0n ? 0 : Math.max(bottom - top, 1.5)}
        className={fillOf[layer.tone]}
      />
      <text x={percentLength(x)} y={top - 7} className={`strong ${textTone(layer)}`}>
        {value}
      </text>
      <text x={percentLength(x)} y={BASE + 17} className="label">
        {name}
      </text>
      {note === undefined ? null : (
        <text x={percentLength(x)} y={BASE + 32}>
          {note}
        </text>
      )}
      {isLast ? null : (
        <line
          x1={percentLength(x + width)}
          x2={percentLength(x + pitch)}
          y1={left}
          y2={left}
          className="stroke-control"
        />
      )}
    </>
  )
}

const heightAt = (amount: bigint, gross: bigint) => BASE - (BASE - TOP) * portion(amount, gross)

// venue-2 never colours text: against paper it reaches only 3:1.
const textTone = ({ tone }: Layer) => {
  if (tone === 'trader') return 'trader'
  return tone === 'venue' || tone === 'venue-2' ? 'venue' : ''
}

const valueText = ({ kind, amount }: Layer, scale: number) =>
  groupThousands(formatAmount(kind === 'step' ? -amount : amount, { scale }))
