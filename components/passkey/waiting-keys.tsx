// Keys that others must admit: what those do, and what to read out to them.
import Link from 'next/link'
import { Fingerprint } from '@/components/ui/fingerprint'
import { Section } from '@/components/ui/section'
import type { KeyRow } from '@/lib/wire/passkey'

export const WaitingKeys = ({ keys }: { keys: readonly KeyRow[] }) => (
  <Section
    id="waiting"
    title="Waiting to be admitted"
    takeaway={
      <>
        An administrator proposes the key under <Link href="/desk">Desk</Link>, others sign, and a
        delay passes before it is in force. Ask one of them, and read this fingerprint out by voice:
        it must be what he sees. Whoever could use your login alone would show him another.
      </>
    }
  >
    <dl className="grid gap-3">
      {keys.map(({ credentialIdHash, fingerprint, name }) => (
        <div key={credentialIdHash}>
          <dt className="text-small text-ink-2">{name}</dt>
          <dd>
            <Fingerprint fingerprint={fingerprint} big copyable />
          </dd>
        </div>
      ))}
    </dl>
  </Section>
)
