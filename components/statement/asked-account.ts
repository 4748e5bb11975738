// The account that was typed on another page, handed over in memory: an address would remember it.
let asked: string | null = null

export const handOver = (account: string): void => {
  asked = account
}

/** Given once, because each showing leaves an audit row. */
export const takeOver = (): string | null => {
  const account = asked
  asked = null
  return account
}
