// What every printed sheet carries at its foot: id, version, fingerprint, as-of and page number.
import { utcText } from '@/components/ui/utc-text'
import type { Report } from '@/lib/domain/report'

export const ReportPrintStyle = ({ report }: { report: Report }) => (
  <style
    dangerouslySetInnerHTML={{
      __html: `@page {
  @bottom-left { content: "${footOf(report)}"; font: 7.5pt sans-serif; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt sans-serif; }
}`,
    }}
  />
)

// Only characters that cannot end a CSS string or a style element.
const footOf = ({ id, version, run, publishedAt }: Report): string =>
  `${id} v${version} · ${run.fingerprint} · ${utcText(publishedAt)} UTC`.replace(
    /[^A-Za-z0-9 ·:.-]/g,
    '',
  )
