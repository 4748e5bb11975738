// The 26 characters by which two people know that they look at the same thing.
import { CharacterGroups } from './character-groups'
import { CopyButton } from './copy-button'

export type FingerprintProps = {
  fingerprint: string
  big?: boolean
  // Adds a script; public pages leave it out.
  copyable?: boolean
}

export const Fingerprint = ({ fingerprint, big = false, copyable = false }: FingerprintProps) => (
  <span className={big ? 'text-lead' : undefined}>
    <code translate="no" className="tracking-wide">
      <CharacterGroups text={fingerprint.replaceAll(' ', '')} size={5} />
    </code>
    {copyable ? <CopyButton text={fingerprint} name="fingerprint" /> : null}
  </span>
)
