'use client'
// A new run, or another revision of one: choose on the left, see at once on the right, save as a draft.
import Link from 'next/link'
import { PageFrame } from '@/components/shell/page-frame'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { SelectField } from '@/components/ui/select-field'
import { Skeleton } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { LossChoice } from './loss-choice'
import { RuleComparison } from './rule-comparison'
import { useRunComparison, type RunComparison } from './run-comparison'
import { useRunForm, type RunForm, type RunFormProps } from './run-form'
import { useRunSimulation } from './run-simulation'
import { RunTerms } from './run-terms'
import { SaveDraft } from './save-draft'
import { SimulationResult } from './simulation-result'
import { SnapshotChoice } from './snapshot-choice'

export const NewClawback = (props: RunFormProps) => {
  const form = useRunForm(props)
  const simulation = useRunSimulation(form.choice)
  const compared = useRunComparison(form.choice, simulation)
  const { options } = form
  if (options === undefined || form.fund === undefined) return <Loading />
  const before = options.chosen
  const refusal = before?.edit.allowed === false ? before.edit.sentence : undefined
  return (
    <PageFrame
      title={before === null ? 'New clawback' : `Edit clawback ${before.clawbackId}`}
      above={before === null ? undefined : <EditedRun form={form} />}
      note={
        <>
          Choices as of <Time at={options.asOf} />
        </>
      }
    >
      {refusal === undefined ? null : (
        <div className="col-span-12">
          <Notice title={refusal} notDone="This run cannot be edited." />
        </div>
      )}
      <div className="col-span-12 grid grid-cols-12 content-start gap-y-8 lg:col-span-5">
        <Choices form={form} comparison={compared} />
      </div>
      <SimulationResult
        simulation={simulation}
        isComplete={form.choice !== null}
        numeraire={form.snapshot?.numeraire ?? 'profit'}
        lossCount={form.chosen.size}
      />
      <RuleComparison
        compared={compared}
        isComplete={form.choice !== null}
        chosen={form.terms?.rule}
        ofPolicy={form.policy?.rule}
      />
      <Section id="save" title="Draft" number={6}>
        <SaveDraft
          choice={form.choice}
          simulation={simulation}
          clawbackId={props.clawbackId}
          initialReason={before?.run.reason ?? ''}
          refusal={refusal}
        />
      </Section>
    </PageFrame>
  )
}

const Loading = () => (
  <PageFrame title="New clawback">
    <div className="col-span-12">
      <Skeleton rows={12} />
    </div>
  </PageFrame>
)

const EditedRun = ({ form }: { form: RunForm }) => {
  const before = form.options?.chosen
  if (!before) return null
  return (
    <>
      Becomes revision {before.revision + 1}.{' '}
      <Link href={`/clawbacks/${before.clawbackId}`}>Look at revision {before.revision}</Link>
    </>
  )
}

const Choices = ({ form, comparison }: { form: RunForm; comparison: RunComparison }) => {
  const { options, fund } = form
  if (options === undefined || fund === undefined) return null
  return (
    <>
      <Section id="losses" title="Losses" number={1}>
        <div className="mb-3">
          <SelectField
            id="fund"
            label="Fund"
            value={fund.id}
            disabled={options.chosen !== null}
            onChange={(event) => void form.chooseFund(event.currentTarget.value)}
            options={options.funds.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </div>
        {form.lossList === undefined ? (
          <Skeleton rows={8} />
        ) : (
          <LossChoice
            losses={form.losses}
            notListed={form.lossList.notListed}
            takenAway={form.takenAway}
            chosen={form.chosen}
            asset={fund.asset}
            onChoose={(chosen) => void form.chooseLosses(chosen)}
          />
        )}
      </Section>
      <Section id="claims" title="Claims" number={2}>
        <SnapshotChoice
          snapshots={form.snapshots}
          snapshot={form.snapshot}
          onChoose={(id) => void form.chooseSnapshot(id)}
        />
      </Section>
      <Section id="terms" title="Terms" number={3}>
        <RunTerms form={form} comparison={comparison} />
      </Section>
    </>
  )
}
