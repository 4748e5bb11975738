// The main instrument: columns as data, rows of any shape, exact sum and residual at the foot; rendered on the server.
import type { ReactNode } from 'react'
import { TableFrame } from './table-frame'

export type Column<Row> = {
  key: string
  head: ReactNode
  // Units stand in the head, on its second line.
  unit?: ReactNode
  cell: (row: Row, index: number) => ReactNode
  numeric?: boolean
  // The cell that names its row.
  rowHead?: boolean
  // Leaves below lg, where the screen is narrow.
  secondRank?: boolean
}

export type FootRow = {
  key: string
  // sum: strong line and weight; plain: residual and whatever else follows.
  kind: 'sum' | 'plain'
  // One entry per column that has something to say, by the column's key.
  cells: Record<string, ReactNode>
}

export type TableProps<Row> = {
  // Says what the table holds; visible unless hideCaption.
  caption: string
  hideCaption?: boolean
  // Long lists scroll inside their frame, head and foot always in sight.
  bounded?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row, index: number) => string
  isCurrent?: (row: Row) => boolean
  foot?: readonly FootRow[]
}

export const Table = <Row,>(props: TableProps<Row>) => (
  <TableFrame
    caption={props.caption}
    hideCaption={props.hideCaption ?? false}
    bounded={props.bounded ?? false}
  >
    <thead>
      <tr>
        {props.columns.map((column) => (
          <th key={column.key} scope="col" className={classOf(column)}>
            {column.head}
            {column.unit === undefined ? null : <small>{column.unit}</small>}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {props.rows.map((row, index) => (
        <tr
          key={props.rowKey(row, index)}
          aria-current={props.isCurrent?.(row) === true ? true : undefined}
        >
          {props.columns.map((column) => (
            <Cell key={column.key} column={column} isHead={column.rowHead === true}>
              {column.cell(row, index)}
            </Cell>
          ))}
        </tr>
      ))}
    </tbody>
    {props.foot === undefined ? null : <Foot columns={props.columns} rows={props.foot} />}
  </TableFrame>
)

type FootProps<Row> = { columns: readonly Column<Row>[]; rows: readonly FootRow[] }

const Foot = <Row,>({ columns, rows }: FootProps<Row>) => (
  <tfoot>
    {rows.map((row) => {
      const head = columns.find((column) => row.cells[column.key] !== undefined)
      return (
        <tr key={row.key} className={row.kind}>
          {columns.map((column) => (
            <Cell key={column.key} column={column} isHead={column === head}>
              {row.cells[column.key]}
            </Cell>
          ))}
        </tr>
      )
    })}
  </tfoot>
)

type CellProps<Row> = { column: Column<Row>; isHead: boolean; children: ReactNode }

const Cell = <Row,>({ column, isHead, children }: CellProps<Row>) =>
  isHead ? (
    <th scope="row" className={classOf(column)}>
      {children}
    </th>
  ) : (
    <td className={classOf(column)}>{children}</td>
  )

const classOf = <Row,>(column: Column<Row>) =>
  [column.numeric === true ? 'numeric' : '', column.secondRank === true ? 'max-lg:hidden' : '']
    .join(' ')
    .trim() || undefined
