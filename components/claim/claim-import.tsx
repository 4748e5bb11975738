'use client'
// Importing claims: say what they are of, choose a file, see what it holds, then freeze all of it or nothing.
import Link from 'next/link'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo, useState } from 'react'
import { PageFrame } from '@/components/shell/page-frame'
import { useChosenFile } from '@/components/ui/chosen-file'
import { FileDrop } from '@/components/ui/file-drop'
import { FileProblems } from '@/components/ui/file-problems'
import { ImportAction } from '@/components/ui/import-action'
import { countText, moneyText } from '@/components/ui/money-text'
import { Section } from '@/components/ui/section'
import { readClaims } from '@/lib/wire/claim'
import type { SnapshotJson } from '@/lib/wire/snapshot'
import { ClaimPreview } from './claim-preview'
import { useClaimSending } from './claim-sending'
import { claimSums, type ClaimSums } from './claim-sums'
import { ClaimsFrozen } from './claims-frozen'
import { readCutOff } from './cut-off'
import { TargetFields, type TargetFund } from './target-fields'

export type ClaimImportProps = {
  funds: readonly TargetFund[]
  // Why this officer may not import, where he may not.
  refused?: string | undefined
}

export const ClaimImport = ({ funds, refused }: ClaimImportProps) => {
  const [fundId, setFundId] = useQueryState('fund', parseAsString)
  const [frozen, setFrozen] = useState<SnapshotJson | null>(null)
  const fund = funds.find(({ id }) => id === fundId) ?? funds[0]
  return (
    <PageFrame
      title="Import claims"
      above={<Link href="/claims">Claims</Link>}
      lead="A claim says what one account could be charged. The file is read here, in the browser; nothing is sent before you say so, and it is frozen whole or not at all."
    >
      {frozen ? <ClaimsFrozen snapshot={frozen} onAgain={() => setFrozen(null)} /> : null}
      {!frozen && fund ? (
        <Form
          funds={funds}
          fund={fund}
          refused={refused}
          onFund={(id) => void setFundId(id)}
          onFrozen={setFrozen}
        />
      ) : null}
    </PageFrame>
  )
}

type FormProps = {
  funds: readonly TargetFund[]
  fund: TargetFund
  refused: string | undefined
  onFund: (fundId: string) => void
  onFrozen: (snapshot: SnapshotJson) => void
}

const Form = ({ funds, fund, refused, onFund, onFrozen }: FormProps) => {
  const [numeraire, setNumeraire] = useState<SnapshotJson['numeraire']>('profit')
  const [cutOff, setCutOff] = useState('')
  const cutoffAt = readCutOff(cutOff)
  const { file, choose } = useChosenFile('import-file')
  const read = useMemo(
    () => (file && 'text' in file ? readClaims(file.text, fund.asset) : null),
    [file, fund.asset],
  )
  const sums = useMemo(() => (read?.problems.length === 0 ? claimSums(read.claims) : null), [read])
  const sending = useClaimSending(
    { fundId: fund.id, numeraire, cutoffAt: cutoffAt ?? '' },
    onFrozen,
  )
  const problems = file && 'problem' in file ? [file.problem] : (read?.problems ?? [])
  return (
    <>
      <Section title="What the claims are of" id="target" number={1}>
        <fieldset disabled={sending.isSending} className="grid max-w-[60rem] gap-4 md:grid-cols-3">
          <TargetFields
            {...{ funds, fund, onFund, numeraire, cutOff }}
            onNumeraire={setNumeraire}
            onCutOff={setCutOff}
          />
          <div className="md:col-span-3">
            <FileDrop
              id="import-file"
              label="CSV file of claims"
              accept=".csv,text/csv,text/plain"
              hint="Columns account, base; optional owner, class (eligible, house, exempt), equity, cap, weight, score. Amounts in currency units."
              onChange={(event) => {
                sending.reset()
                choose(event.currentTarget.files?.[0])
              }}
            />
          </div>
        </fieldset>
      </Section>
      {file && problems.length > 0 ? (
        <Section title="What is wrong with the file" id="problems" number={2}>
          <FileProblems fileName={file.name} problems={problems} />
        </Section>
      ) : null}
      {file && 'text' in file && read && sums ? (
        <>
          <Section title="What the file holds" id="preview" number={2} unit={fund.asset.code}>
            <ClaimPreview {...read} sums={sums} asset={fund.asset} />
          </Section>
          <Section title="Import and freeze" id="import" number={3}>
            <ImportAction
              deed={deedOf(read.claims.length, sums, fund)}
              progressLabel="Claims sent"
              buildingLabel="Parts of the proof tree built"
              file={{ ...file, rows: read.claims.length }}
              sending={sending}
              disabledReason={refused ?? (cutoffAt === null ? NO_CUT_OFF : undefined)}
            />
          </Section>
        </>
      ) : null}
    </>
  )
}

const NO_CUT_OFF = 'Say above at what time the claims stood like this: the cut-off, in UTC.'

const deedOf = (count: number, { base }: ClaimSums, { asset }: TargetFund): string =>
  `import ${countText(count, 'claim')} of ${moneyText(base, asset)} and freeze`
