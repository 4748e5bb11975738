// For an account at the edge of the run: the last account, whose digest the schedule publishes, laid open.
import { Amount } from '@/components/ui/amount'
import { Digest } from '@/components/ui/digest'
import { Section } from '@/components/ui/section'
import type { StatementJson } from '@/lib/wire/statement'
import { words } from './words'

const text = words.opening

export const StatementOpening = ({ statement }: { statement: StatementJson }) => {
  const { opening, schedule, asset } = statement
  if (opening === null || schedule.cutoff === undefined) return null
  const facts = [
    [text.account, <code className="break-all">{opening.account}</code>],
    [text.amount, <Amount amount={opening.amount} scale={Number(asset.scale)} unit={asset.code} />],
    [text.salt, <Digest digest={opening.salt} />],
    [text.digest, <Digest digest={schedule.cutoff} />],
  ] as const
  return (
    <Section id="opening" title={text.title} takeaway={text.takeaway}>
      <dl className="grid gap-3 text-small">
        {facts.map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-ink-2">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
