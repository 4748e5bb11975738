// The public site's frame: venue, demo label, no officer, no query cache, no script of its own.
import type { Metadata } from 'next'
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

export default function TransparencyLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PublicMasthead
        title={words.site.title(venueName())}
        home="/transparency"
        navLabel={words.site.nav}
        nav={[{ href: '/transparency', label: words.site.reports, isCurrent: true }]}
        skipLabel={words.site.skip}
        demo={isDemo() ? words.site.demo : undefined}
      />
      {children}
    </>
  )
}
