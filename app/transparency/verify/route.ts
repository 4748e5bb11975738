// The verifier: one file that asks for nothing once it is there.
import { requirePublicHost } from '@/lib/server/page'
import { servedVerifier } from './served-verifier'
import { verifierPolicy } from './verifier.generated'

export const dynamic = 'force-dynamic'

export const GET = async (request: Request): Promise<Response> => {
  await requirePublicHost('/transparency/verify')
  const { html } = await servedVerifier()
  const isDownload = new URL(request.url).searchParams.has('download')
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // The file's own policy, and what only a header can say.
      'content-security-policy': `${verifierPolicy}; frame-ancestors 'none'`,
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      // Keys may change; a saved copy is what lasts.
      'cache-control': 'no-cache',
      ...(isDownload
        ? { 'content-disposition': 'attachment; filename="ballast-verifier.html"' }
        : {}),
    },
  })
}
