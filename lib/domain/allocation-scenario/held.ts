// The columns of a population beside the passes that go over them.
import type { Column } from './column'
import type { PassEngine } from './passes'
import type { CapOrders, PreparedClaims } from './prepared'

/** The same population with all that passes go over in one room of the engine, each array once. */
export const held = (
  engine: PassEngine,
  prepared: Omit<PreparedClaims, 'passes'>,
): PreparedClaims => {
  const { bases, caps, orders, scratch, size } = prepared
  const arrays = [bases.words, caps, ...Object.values(scratch), ...orderArrays(orders)]
  const bytes = arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0)
  const { hold, passes } = engine({ bytes, arrays: arrays.length, size })
  const heldColumn = (column: Column): Column => ({
    ...column,
    words: hold(column.words),
    rows: column.rows && hold(column.rows),
  })
  return {
    ...prepared,
    bases: heldColumn(bases),
    caps: caps && hold(caps),
    orders: orders && {
      ...orders,
      caps: heldColumn(orders.caps),
      rests: heldColumn(orders.rests),
    },
    scratch: {
      marks: hold(scratch.marks),
      lists: hold(scratch.lists),
      values: hold(scratch.values),
    },
    passes,
  }
}

const orderArrays = (orders: CapOrders | null): (Uint32Array | null)[] =>
  orders === null ? [] : [orders.caps, orders.rests].flatMap(({ words, rows }) => [words, rows])
