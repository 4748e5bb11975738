// A public address without a report.
import { words } from '@/components/report/words'
import { PageFrame } from '@/components/shell/page-frame'

export default function ReportNotFound() {
  return (
    <PageFrame width="report" reading title={words.missing.title}>
      <div className="col-span-12">
        <p className="max-w-prose">{words.missing.sentence}</p>
        <p className="mt-4">
          <a href="/transparency">{words.missing.back}</a>
        </p>
      </div>
    </PageFrame>
  )
}
