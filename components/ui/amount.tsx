// The component for every amount of money: exact minor units in, grouped decimals out, the plain number in the markup.
import { formatAmount, groupThousands } from '@/lib/domain/money'
import { shortAmount } from './short-amount'

export type AmountProps = {
  // Minor units, as a bigint or as its decimal string.
  amount: bigint | string
  scale: number
  unit?: string | undefined
  // A change carries its sign even when it is positive; zero never does.
  signed?: boolean
  // Cuts to two decimals of k, M or G for tight places; pointer and focus show every digit.
  short?: boolean
}

export const Amount = ({ amount, scale, unit, signed = false, short = false }: AmountProps) => {
  const units = BigInt(amount)
  const plain = formatAmount(units, { scale })
  const sign = signed && units > 0n ? '+' : ''
  const exact = `${sign}${groupThousands(plain)}`
  if (!short) {
    return (
      <span className="whitespace-nowrap">
        <data value={plain} title={titleOf(exact, unit)}>
          {exact}
        </data>
        {unit === undefined ? null : <Unit name={unit} />}
      </span>
    )
  }
  return (
    <span tabIndex={0} data-exact={titleOf(exact, unit)} className="relative whitespace-nowrap">
      <span aria-hidden="true" className="select-none">
        {`${sign}${shortAmount(units, { scale })}`}
        {unit === undefined ? null : <Unit name={unit} />}
      </span>
      <data value={plain} className="sr-only">
        {titleOf(exact, unit)}
      </data>
    </span>
  )
}

const titleOf = (exact: string, unit: string | undefined) =>
  unit === undefined ? exact : `${exact} ${unit}`

const Unit = ({ name }: { name: string }) => (
  <span className="text-micro font-normal text-ink-3"> {name}</span>
)
