// Sets security headers on every page: a fresh script nonce each time. It authorises nothing.
import { type NextRequest, NextResponse } from 'next/server'
import { securityHeaders } from '@/lib/server/security-headers'

export const middleware = (request: NextRequest): NextResponse => {
  const nonce = btoa(crypto.randomUUID())
  const policy = [
    "default-src 'self'",
    // React's development build evaluates strings; the product never does.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self' " + (process.env['OIDC_ISSUER'] ?? ''),
    "frame-ancestors 'none'",
  ].join('; ')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // A layout is not told the address it frames.
  headers.set('x-address', request.nextUrl.pathname)
  // Next reads the nonce for its own scripts from this request header.
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value)
  // What officers see stays in no cache, a browser's own included.
  const publicOrigin = process.env['PUBLIC_ORIGIN'] ?? 'http://localhost'
  const isPublic = request.headers.get('host') === new URL(publicOrigin).host
  if (!isPublic) response.headers.set('cache-control', 'no-store')
  return response
}

// Two policies would both bind, so the verifier, which brings its own, is left alone.
export const config = {
  matcher: ['/((?!_next/static|_next/image|api/|healthz|favicon|transparency/verify$).*)'],
}
