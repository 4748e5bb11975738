// The verifier as this site serves it: with the origin and the keys of its own log pinned, and its digest.
import { sha256Hex } from '@/lib/domain/canonical-json'
import { logPins } from '@/lib/server/log-pins'
import { publicOrigin } from '@/lib/server/page'
import { verifierHtml } from './verifier.generated'
import { withPins } from './verifier-pins'

export const servedVerifier = async (): Promise<{ html: string; sha256: string }> => {
  const html = withPins(verifierHtml, { ...(await logPins()), site: publicOrigin() })
  return { html, sha256: sha256Hex(html) }
}
