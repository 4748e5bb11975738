// A SHA-256 in hexadecimal: whole, in groups of eight, or cut where it only tells things apart.
import { CharacterGroups } from './character-groups'
import { CopyButton, type CopyWords } from './copy-button'

export type DigestProps = {
  digest: string
  // What it is the digest of, for the copy button; without it there is none, and no script.
  copyName?: string
  copyWords?: CopyWords
  short?: boolean
}

export const Digest = ({ digest, copyName, copyWords, short = false }: DigestProps) => (
  <span>
    <code translate="no" title={digest}>
      {short ? (
        `${digest.slice(0, 12)}…${digest.slice(-8)}`
      ) : (
        <CharacterGroups text={digest} size={8} />
      )}
    </code>
    {copyName === undefined ? null : (
      <CopyButton
        text={digest}
        name={copyName}
        {...(copyWords === undefined ? {} : { words: copyWords })}
      />
    )}
  </span>
)
