// The public site's frame: venue, demo label, no officer, no query cache, no script of its own.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { words } from '@/components/report/words'
import { PublicMasthead } from '@/components/shell/public-masthead'
import { isDemo, venueName } from '@/lib/server/page'

// The venue's name is known at run time only.
export const dynamic = 'force-dynamic'

export const generateMetadata = (): Metadata => {
  const title = words.site.title(venueName())
  return { title: { template: `%s · ${title}`, default: title } }
}

export default async function TransparencyLayout({ children }: { children: ReactNode }) {
  const address = (await headers()).get('x-address') ?? ''
  return (
    <>
      <PublicMasthead
        title={words.site.title(venueName())}
        home="/transparency"
        navLabel={words.site.nav}
        nav={navAt(address)}
        skipLabel={words.site.skip}
        demo={isDemo() ? words.site.demo : undefined}
      />
      {children}
    </>
  )
}

const FORMAT = '/transparency/format'
const LOG = '/transparency/log'
const STATEMENT = '/transparency/statement'

const navAt = (address: string) => {
  const isReports = ![FORMAT, LOG, STATEMENT].includes(address)
  return [
    { href: '/transparency', label: words.site.reports, isCurrent: isReports },
    // The verifier is a document of its own, outside this frame.
    { href: '/transparency/verify', label: words.site.verify, isCurrent: false },
    { href: LOG, label: words.site.log, isCurrent: address === LOG },
    { href: FORMAT, label: words.site.format, isCurrent: address === FORMAT },
  ]
}
