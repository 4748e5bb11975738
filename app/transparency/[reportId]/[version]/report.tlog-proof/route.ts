// Where this version stands in the transparency log, as a C2SP tlog-proof.
import { endpoint } from '@/lib/server/endpoint'
import { downloadReportProof } from '@/lib/server/report'

export const GET = endpoint(downloadReportProof)
