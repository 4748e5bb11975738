// The tiers of a policy: how much of each window a tier holds, and who must sign in it.
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'
import type { LimitsDraft, TierDraft } from './policy-draft'
import type { PolicyFieldsProps } from './policy-terms-fields'

const MOST_TIERS = 10

export const TierFields = (props: PolicyFieldsProps) => {
  const { draft, onChange } = props
  const { tiers } = draft
  const set = (changed: TierDraft[]) => onChange({ ...draft, tiers: changed })
  return (
    <div className="grid gap-4">
      {tiers.map((tier, index) => (
        <Tier
          key={index}
          {...props}
          tier={tier}
          index={index}
          isLast={index === tiers.length - 1}
          onTier={(changed) => set(tiers.map((one, at) => (at === index ? changed : one)))}
          onRemove={() => set(tiers.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button
          disabledReason={tiers.length < MOST_TIERS ? undefined : 'There are ten tiers at most.'}
          onClick={() => set(withNewFirst(tiers))}
        >
          Add a tier below the others
        </Button>
      </div>
    </div>
  )
}

/** A new lowest tier asks for one approval; its bounds are to be filled in. */
const withNewFirst = (tiers: readonly TierDraft[]): TierDraft[] => {
  const bounds: LimitsDraft = { amounts: {}, share: '', accounts: '' }
  const quorum = { approvals: '1', groups: '1', among: tiers[0]?.among ?? '', deviceBound: false }
  const first = { name: 'T0', day: bounds, week: bounds, ...quorum, coolingOff: '0 s' }
  return [first, ...tiers]
}

type TierProps = PolicyFieldsProps & {
  tier: TierDraft
  index: number
  isLast: boolean
  onTier: (tier: TierDraft) => void
  onRemove: () => void
}

const Tier = (props: TierProps) => {
  const { tier, index, isLast, onTier, draft } = props
  return (
    <fieldset className="min-w-0 border-t border-rule pt-2">
      <legend className="pr-2 font-semibold">
        Tier {tier.name}
        {isLast ? <span className="font-normal text-ink-2">, without bounds</span> : null}
      </legend>
      <QuorumFields {...props} />
      {isLast ? null : (
        <div className="mt-3 grid gap-3 lg:grid-cols-2">
          <WindowFields {...props} window="day" label="In 24 hours" />
          <WindowFields {...props} window="week" label="In 7 days" />
        </div>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-4">
        <label className="inline-flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            checked={tier.deviceBound}
            onChange={() => onTier({ ...tier, deviceBound: !tier.deviceBound })}
            className="size-4 accent-accent"
          />
          Only keys that are bound to a device count
        </label>
        <div>
          <Button
            aria-label={`Remove tier ${tier.name}`}
            disabledReason={draft.tiers.length > 1 ? undefined : 'A policy has one tier at least.'}
            onClick={props.onRemove}
          >
            Remove tier {index + 1}
          </Button>
        </div>
      </div>
    </fieldset>
  )
}

const QuorumFields = ({ tier, index, onTier, errorOf }: TierProps) => {
  const text = (field: 'name' | 'approvals' | 'groups' | 'among' | 'coolingOff') => ({
    id: `tier-${index}-${field}`,
    value: tier[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      onTier({ ...tier, [field]: event.currentTarget.value }),
  })
  const at = `tiers.${index}`
  return (
    <div className="grid gap-3 md:grid-cols-2 lg:grid-cols-[6rem_6rem_6rem_minmax(0,1fr)_8rem]">
      <TextField {...text('name')} label="Name" error={errorOf(`${at}.name`)} />
      <TextField
        {...text('approvals')}
        label="Approvals"
        numeric
        error={errorOf(`${at}.quorum.approvals`)}
      />
      <TextField
        {...text('groups')}
        label="Groups"
        numeric
        error={errorOf(`${at}.quorum.groups`)}
      />
      <TextField
        {...text('among')}
        label="Only of these groups; empty: any"
        error={errorOf(`${at}.quorum.among`)}
      />
      <TextField
        {...text('coolingOff')}
        label="Cooling-off"
        numeric
        error={errorOf(`${at}.coolingOffSeconds`)}
      />
    </div>
  )
}

type WindowProps = TierProps & { window: 'day' | 'week'; label: string }

const WindowFields = ({ tier, index, onTier, errorOf, assets, window, label }: WindowProps) => {
  const bounds = tier[window]
  const at = `tiers.${index}.${window}`
  const set = (changed: Partial<LimitsDraft>) =>
    onTier({ ...tier, [window]: { ...bounds, ...changed } })
  return (
    <fieldset className="min-w-0">
      <legend className="text-small text-ink-2">{label}, at most</legend>
      <div className="grid gap-3 md:grid-cols-2">
        {assets.map(({ code }) => (
          <TextField
            key={code}
            id={`tier-${index}-${window}-${code}`}
            label={code}
            numeric
            value={bounds.amounts[code] ?? ''}
            error={errorOf(`${at}.amounts.${code}`)}
            onChange={(event) =>
              set({ amounts: { ...bounds.amounts, [code]: event.currentTarget.value } })
            }
          />
        ))}
        <TextField
          id={`tier-${index}-${window}-share`}
          label="Share of the base, summed, %"
          numeric
          value={bounds.share}
          error={errorOf(`${at}.shareBps`)}
          onChange={(event) => set({ share: event.currentTarget.value })}
        />
        <TextField
          id={`tier-${index}-${window}-accounts`}
          label="Accounts, summed"
          numeric
          value={bounds.accounts}
          error={errorOf(`${at}.accounts`)}
          onChange={(event) => set({ accounts: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  )
}
