'use client'
// Importing losses: choose fund and file, see what it holds, then store all of it or nothing.
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
import { SelectField } from '@/components/ui/select-field'
import { sum } from '@/lib/domain/money'
import { readLosses, type LossRow } from '@/lib/wire/loss'
import { LossImported, type ImportedLosses } from './loss-imported'
import { LossPreview } from './loss-preview'
import { useLossSending } from './loss-sending'

type Fund = { id: string; name: string; asset: { code: string; scale: number } }

export type LossImportProps = {
  funds: readonly Fund[]
  // Why this officer may not import, where he may not.
  refused?: string | undefined
}

export const LossImport = ({ funds, refused }: LossImportProps) => {
  const [fundId, setFundId] = useQueryState('fund', parseAsString)
  const fund = funds.find(({ id }) => id === fundId) ?? funds[0]
  const [done, setDone] = useState<ImportedLosses | null>(null)
  if (fund === undefined) {
    return (
      <PageFrame
        title="Import losses"
        lead="There is no fund yet that could bear a loss."
        children={null}
      />
    )
  }
  return (
    <PageFrame
      title="Import losses"
      above={<Link href="/losses">Losses</Link>}
      lead="A loss event is a bankruptcy that closed below its bankruptcy price. The file is read here, in the browser; nothing is sent before you say so, and it is stored whole or not at all."
    >
      {done ? (
        <LossImported {...done} onAgain={() => setDone(null)} />
      ) : (
        <Form
          funds={funds}
          fund={fund}
          refused={refused}
          onFund={(id) => void setFundId(id)}
          onDone={setDone}
        />
      )}
    </PageFrame>
  )
}

type FormProps = {
  funds: readonly Fund[]
  fund: Fund
  refused: string | undefined
  onFund: (fundId: string) => void
  onDone: (imported: ImportedLosses) => void
}

const Form = ({ funds, fund, refused, onFund, onDone }: FormProps) => {
  const { file, choose } = useChosenFile('import-file')
  const read = useMemo(
    () => (file && 'text' in file ? readLosses(file.text, fund.asset) : null),
    [file, fund.asset],
  )
  const sending = useLossSending(fund, onDone)
  const problems = file && 'problem' in file ? [file.problem] : (read?.problems ?? [])
  return (
    <>
      <Section title="Fund and file" id="file" number={1}>
        <fieldset disabled={sending.isSending} className="grid max-w-[60rem] gap-4 md:grid-cols-3">
          <SelectField
            id="import-fund"
            label="Fund that bears these losses"
            value={fund.id}
            options={funds.map(({ id, name, asset }) => ({
              value: id,
              label: `${name}, ${asset.code}`,
            }))}
            onChange={(event) => onFund(event.currentTarget.value)}
          />
          <div className="md:col-span-2">
            <FileDrop
              id="import-file"
              label="CSV file of losses"
              accept=".csv,text/csv,text/plain"
              hint="Columns id, time, market, shortfall; optional side, account, size, liquidationPrice, bankruptcyPrice, fillPrice, cause. Amounts in currency units, times in UTC."
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
      {file && read && problems.length === 0 ? (
        <>
          <Section title="What the file holds" id="preview" number={2} unit={fund.asset.code}>
            <LossPreview {...read} asset={fund.asset} />
          </Section>
          <Section title="Import" id="import" number={3}>
            <ImportAction
              deed={deedOf(read.losses, fund)}
              progressLabel="Losses sent"
              file={{
                name: file.name,
                text: 'text' in file ? file.text : '',
                rows: read.losses.length,
              }}
              sending={sending}
              disabledReason={refused}
            />
          </Section>
        </>
      ) : null}
    </>
  )
}

const deedOf = (losses: readonly LossRow[], { asset }: Fund): string =>
  `import ${countText(losses.length, 'loss', 'losses')} of ${moneyText(sum(losses.map(({ shortfall }) => shortfall)), asset)}`
