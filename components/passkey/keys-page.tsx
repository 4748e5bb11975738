// The page of one's own keys.
import { PageFrame } from '@/components/shell/page-frame'
import { OwnKeys, type OwnKeysProps } from './own-keys'

export const KeysPage = (props: OwnKeysProps) => (
  <PageFrame
    title="Your keys"
    lead="A key is a passkey: in your computer, your phone, or a security key. It signs what you decide, after it has checked that it is you; nobody can sign in your name with your login alone."
  >
    <OwnKeys {...props} />
  </PageFrame>
)
