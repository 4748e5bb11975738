// Whole runs as vectors: reports that a verifier refuses.
import { canonicalJson, sha256Hex, type CanonicalValue } from './canonical-json'
import { proofFile, reportFile, statementFile, type VectorFile } from './run-vectors.example'
import {
  ACCOUNT,
  EXECUTION,
  loggedIn,
  logWith,
  own,
  REPORT,
  run,
  SIZE,
} from './run-vectors-log.example'
import type { RefusedRun } from './run-vectors-refused.example'

type ReportJson = {
  waterfall: Record<string, string>
  rule: { schedule: Record<string, CanonicalValue> }
  trees: { claimsContext: Record<string, CanonicalValue> }
} & Record<string, CanonicalValue>

const published = JSON.parse(run.report) as ReportJson
const { waterfall, trees } = published

export const refusedReports = (): RefusedRun[] => [
  refusedReport('the report says another amount than was logged', 'log · included', [
    reportFile(canonicalJson({ ...published, waterfall: { ...waterfall, levied: '1' } })),
    proofFile(run.reportProof),
  ]),
  refusedReport('the report is of another version than its proof', 'log · included', [
    reportFile(canonicalJson({ ...published, version: '2' })),
    proofFile(run.reportProof),
  ]),
  refusedReport('the proof is of another entry', 'log · included', [
    reportFile(run.report),
    proofFile(run.log.proofOf(EXECUTION, SIZE)),
  ]),
  refusedReport('the statement belongs to another version of the report', 'log · included', [
    reportFile(canonicalJson({ ...published, version: '2' })),
    statementFile(own),
  ]),
  refusedReport('nothing shows that the report was logged', 'log · included', [
    reportFile(run.report),
  ]),
  loggedReport('a tree of the report is of another log', 'log · origin', {
    trees: {
      ...trees,
      claimsContext: { ...trees.claimsContext, logOrigin: 'example.org/log' },
    },
  }),
  loggedReport('the rule of the report is not that of its trees', 'rule · schedule', {
    rule: {
      ...published.rule,
      schedule: { ...published.rule.schedule, theta: { denominator: '8', numerator: '1' } },
    },
  }),
  loggedReport('the waterfall leaves a unit of the loss open', 'total · waterfall', {
    waterfall: { ...waterfall, fundDraw: '399999' },
  }),
  loggedReport('the waterfall and the trees levy different amounts', 'total · collected', {
    waterfall: {
      ...waterfall,
      levied: (BigInt(waterfall['levied'] ?? '') - 1n).toString(),
      uncovered: '1',
    },
  }),
  loggedReport('a key figure is not that of the waterfall', 'total · key figures', {
    keyFigures: { grossLoss: '1500002', levied: waterfall['levied'] ?? '' },
  }),
  loggedReport('the policy is not the one of the trees', 'rule · policy', {
    rule: { ...published.rule, policy: { digest: '6'.repeat(64) } },
  }),
  loggedReport('the asset is not that of the trees', 'population · header', {
    asset: { code: 'USDC', scale: '2' },
  }),
  loggedReport('the trees have two depths', 'population · trees', {
    trees: { ...trees, claimsContext: { ...trees.claimsContext, depth: '8' } },
  }),
  comparedReport(),
  loggedReport('the losses add up to less than the gross loss', 'total · losses', {
    losses: [{ shortfall: '1500000' }],
  }),
]

/** Whole in itself and logged, but a unit of its levies is residual in the statement's trees. */
const comparedReport = (): RefusedRun => {
  const [levied, residual] = [waterfall['levied'] ?? '', waterfall['residual'] ?? '']
  const told = {
    levied: (BigInt(levied) - 1n).toString(),
    residual: (BigInt(residual) + 1n).toString(),
  }
  const text = canonicalJson({
    ...published,
    keyFigures: { grossLoss: waterfall['grossLoss'] ?? '', levied: told.levied },
    waterfall: { ...waterfall, ...told },
    trees: { ...trees, ...told },
  })
  const log = logWith({ [REPORT]: { sha256: sha256Hex(text) } })
  const statement = loggedIn(log, { members: { reportSha256: sha256Hex(text) } })
  return refusedReport('the report levies less than the statement', 'total · compared levies', [
    reportFile(text),
    statementFile(statement),
  ])
}

const refusedReport = (name: string, refusedBy: string, files: VectorFile[]): RefusedRun => ({
  ...{ name, refusedBy, account: ACCOUNT, files },
})

/** Logged as it is, so that only what it says can refuse it. */
const loggedReport = (
  name: string,
  refusedBy: string,
  members: Record<string, CanonicalValue>,
): RefusedRun => {
  const text = canonicalJson({ ...published, ...members })
  const log = logWith({ [REPORT]: { sha256: sha256Hex(text) } })
  return refusedReport(name, refusedBy, [reportFile(text), proofFile(log.proofOf(REPORT, SIZE))])
}
