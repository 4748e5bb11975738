// What the execution booked, and the files for the exchange's own ledger.
import { Amount } from '@/components/ui/amount'
import { buttonClass } from '@/components/ui/button-class'
import { Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { evidencePath, leviesFilePath, manifestPath } from '@/lib/client/clawback'
import { sum } from '@/lib/domain/money'
import type { ClawbackDetail } from '@/lib/wire/clawback'

export type RunExecutionProps = { detail: ClawbackDetail; mayExport: boolean; mayProve: boolean }

export const RunExecution = ({ detail, mayExport, mayProve }: RunExecutionProps) => {
  if (detail.executedAt === null) return null
  const { code, scale } = detail.asset
  const lines = journalOf(detail)
  const balance = sum(lines.map(({ amount }) => amount))
  return (
    <div className="grid gap-4">
      <p>
        Executed <Time at={detail.executedAt} relative />, once and for good.
      </p>
      <div className="max-w-[36rem]">
        <Table
          caption={`Journal of the execution, ${code}`}
          rows={lines}
          rowKey={(line) => line.account}
          columns={[
            { key: 'account', head: 'Account', rowHead: true, cell: (line) => line.account },
            {
              key: 'amount',
              head: 'Amount',
              unit: code,
              numeric: true,
              cell: (line) => <Amount amount={line.amount} scale={scale} signed />,
            },
          ]}
          foot={[
            {
              key: 'balance',
              kind: 'sum',
              cells: { account: 'Balance', amount: <Amount amount={balance} scale={scale} /> },
            },
          ]}
        />
      </div>
      <Files detail={detail} mayExport={mayExport} />
      {mayProve ? <Evidence detail={detail} /> : null}
    </div>
  )
}

const journalOf = ({ waterfall }: ClawbackDetail) => [
  { account: 'Loss', amount: -BigInt(waterfall.grossLoss) },
  { account: 'Fund', amount: BigInt(waterfall.fundDraw) },
  { account: 'Operator', amount: BigInt(waterfall.operatorDraw) },
  { account: 'Levies', amount: BigInt(waterfall.levied) },
  { account: 'Residual, paid by the operator', amount: BigInt(waterfall.residual) },
  { account: 'Uncovered', amount: BigInt(waterfall.uncovered) },
]

const Files = ({ detail, mayExport }: Omit<RunExecutionProps, 'mayProve'>) =>
  mayExport ? (
    <p className="flex flex-wrap gap-3">
      <a href={leviesFilePath(detail.id)} download className={buttonClass({})}>
        Levies, CSV
      </a>
      <a href={manifestPath(detail.id)} download className={buttonClass({})}>
        Manifest, JSON
      </a>
    </p>
  ) : (
    <p className="text-ink-2">Analysts, approvers and auditors may take the levies as a file.</p>
  )

const Evidence = ({ detail }: Pick<RunExecutionProps, 'detail'>) => (
  <div className="grid gap-2">
    <p className="max-w-[92ch] text-small text-ink-2">
      The evidence holds every signed decision, the keys as the public log has them, and the proofs.
      The verifier checks it without this console.
    </p>
    <p>
      <a href={evidencePath(detail.id)} download className={buttonClass({})}>
        Evidence of {detail.id}, JSON
      </a>
    </p>
  </div>
)
