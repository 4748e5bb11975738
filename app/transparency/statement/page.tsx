// Where one-time links to statements lead; which statement it is, only the reader's browser knows.
import { PageFrame } from '@/components/shell/page-frame'
import { LinkLanding } from '@/components/statement/link-landing'
import { linkWords as words } from '@/components/statement/link-words'
import { requirePublicHost } from '@/lib/server/page'

export const metadata = { title: words.title, robots: { index: false } }

export default async function StatementLinkPage() {
  await requirePublicHost('/transparency/statement')
  return (
    <PageFrame width="statement" reading title={words.title} lead={words.lead}>
      <div className="col-span-12">
        <noscript>
          <p>{words.noScript}</p>
        </noscript>
        <LinkLanding />
      </div>
    </PageFrame>
  )
}
