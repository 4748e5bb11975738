// All published reports, for everybody.
import { ReportIndex } from '@/components/report/report-index'
import { ask, publicOrigin, requirePublicHost } from '@/lib/server/page'
import { showReports } from '@/lib/server/report'

export const generateMetadata = () => ({
  alternates: { canonical: `${publicOrigin()}/transparency` },
})

export default async function TransparencyPage() {
  await requirePublicHost('/transparency')
  return <ReportIndex {...await ask(showReports, {})} />
}
