// A policy as it is typed: percent, currency units and spans of time, and the content that they make.
import { durationSeconds, durationText } from '@/components/ui/duration-text'
import type { AssetUnit } from '@/components/ui/money-text'
import type { LimitsJson } from '@/lib/domain/allocation-limits'
import type { Rounding, Rule } from '@/lib/domain/allocation-schedule'
import { formatAmount, groupThousands, parseAmount } from '@/lib/domain/money'
import type { PolicyContent } from '@/lib/domain/policy'
import { signoffOf, type Tier, type TierLimits } from '@/lib/domain/signoff-policy'
import { shareOf, shareText } from './share-text'

/** Bounds of a window as typed; an asset whose amount is empty may not be taken at all. */
export type LimitsDraft = { amounts: Record<string, string>; share: string; accounts: string }
export type TierDraft = {
  name: string
  day: LimitsDraft
  week: LimitsDraft
  approvals: string
  groups: string
  among: string
  deviceBound: boolean
  coolingOff: string
}
/** The bounds of the last tier are typed in vain: it has none. */
export type PolicyDraft = {
  rule: Rule
  rounding: Rounding
  capFraction: string
  minEquity: string
  exemptBelow: string
  asset: string
  tolerance: string
  tiers: TierDraft[]
  changeDelay: string
  keysPerApprover: string
}

export type Problem = { path: string; sentence: string }

/** What a draft says, or what of it cannot be read; whether it makes sense is for the kernel. */
export const contentOf = (
  draft: PolicyDraft,
  assets: readonly AssetUnit[],
): { content: PolicyContent } | { problems: Problem[] } => {
  const problems: Problem[] = []
  const read: Reader = (path, value, sentence) => {
    if (value === undefined) problems.push({ path, sentence })
    return value ?? '0'
  }
  const limits = limitsOf(draft, assets, read)
  const content: PolicyContent = {
    layers: ['fund', 'operator', 'traders'],
    rule: draft.rule,
    rounding: draft.rounding,
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
    ...(limits.minEquity === undefined && limits.exemptBelow === undefined
      ? {}
      : { asset: draft.asset }),
    fundToleranceBps: read('tolerance', basisPoints(draft.tolerance), PERCENT),
    signoff: {
      tiers: draft.tiers.map((tier, index) =>
        tierOf(tier, { index, isLast: index === draft.tiers.length - 1, assets, read }),
      ),
      changeDelaySeconds: read('changeDelaySeconds', seconds(draft.changeDelay), SPAN),
      keysPerApprover: read('keysPerApprover', whole(draft.keysPerApprover), WHOLE),
    },
  }
  return problems.length === 0 ? { content } : { problems }
}

type Reader = (path: string, value: string | undefined, sentence: string) => string

const PERCENT = 'Expected a percentage with at most two decimals, such as 0.1.'
const SPAN = 'Expected a whole number of h, min or s, such as 30 min.'
const WHOLE = 'Expected a whole number.'
const SHARE = 'Expected a percentage such as 50, or a fraction such as 1/3.'

const limitsOf = (draft: PolicyDraft, assets: readonly AssetUnit[], read: Reader): LimitsJson => {
  const unit = assets.find(({ code }) => code === draft.asset)
  const amount = (path: 'minEquity' | 'exemptBelow') =>
    draft[path].trim() === ''
      ? {}
      : {
          [path]: read(path, unit && units(draft[path], unit), amountSentence(draft.asset, unit)),
        }
  const share = draft.capFraction.trim() === '' ? null : shareOf(draft.capFraction)
  read('capFraction', share === undefined ? undefined : '', SHARE)
  return {
    ...(share ? { capFraction: share } : {}),
    ...amount('minEquity'),
    ...amount('exemptBelow'),
  }
}

type TierPlace = { index: number; isLast: boolean; assets: readonly AssetUnit[]; read: Reader }

const tierOf = (draft: TierDraft, { index, isLast, assets, read }: TierPlace): Tier => {
  const at = `tiers.${index}`
  const window = (name: 'day' | 'week'): TierLimits | null =>
    isLast ? null : boundsOf(draft[name], assets, { at: `${at}.${name}`, read })
  return {
    name: draft.name.trim(),
    day: window('day'),
    week: window('week'),
    quorum: {
      approvals: read(`${at}.quorum.approvals`, whole(draft.approvals), WHOLE),
      groups: read(`${at}.quorum.groups`, whole(draft.groups), WHOLE),
      among: groupsOf(draft.among),
      deviceBound: draft.deviceBound,
    },
    coolingOffSeconds: read(`${at}.coolingOffSeconds`, seconds(draft.coolingOff), SPAN),
  }
}

const boundsOf = (
  draft: LimitsDraft,
  assets: readonly AssetUnit[],
  { at, read }: { at: string; read: Reader },
): TierLimits => ({
  amounts: Object.fromEntries(
    assets
      .filter(({ code }) => (draft.amounts[code] ?? '').trim() !== '')
      .map((unit) => [
        unit.code,
        read(
          `${at}.amounts.${unit.code}`,
          units(draft.amounts[unit.code] ?? '', unit),
          amountSentence(unit.code, unit),
        ),
      ]),
  ),
  shareBps: read(`${at}.shareBps`, basisPoints(draft.share), PERCENT),
  accounts: read(`${at}.accounts`, whole(draft.accounts), WHOLE),
})

const amountSentence = (code: string, unit: AssetUnit | undefined): string =>
  unit === undefined
    ? 'Choose the asset of the amounts.'
    : `Expected an amount of ${code} with at most ${unit.scale} decimals.`

/** Typed with or without thousands separators. */
const units = (text: string, { scale }: { scale: number }): string | undefined => {
  const parsed = parseAmount(text.replaceAll(/[,\s]/g, ''), { scale })
  return 'problem' in parsed || parsed.amount < 0n ? undefined : parsed.amount.toString()
}
const basisPoints = (text: string) => units(text, { scale: 2 })
const whole = (text: string) => units(text, { scale: 0 })
const seconds = (text: string) => durationSeconds(text)?.toString()

/** Ascending and each once, as digests want them. */
const groupsOf = (text: string): string[] =>
  [...new Set(text.split(/[\s,]+/).filter((group) => group !== ''))].sort()

/** What stands in the fields for a content; reading it again gives the content. */
export const draftOf = (content: PolicyContent, assets: readonly AssetUnit[]): PolicyDraft => {
  const { limits = {}, asset } = content
  const signoff = signoffOf(content)
  const unit = assets.find(({ code }) => code === asset)
  const amount = (text: string | undefined) =>
    text === undefined || unit === undefined ? '' : groupThousands(formatAmount(BigInt(text), unit))
  return {
    rule: content.rule,
    rounding: content.rounding,
    capFraction: limits.capFraction === undefined ? '' : shareText(limits.capFraction),
    minEquity: amount(limits.minEquity),
    exemptBelow: amount(limits.exemptBelow),
    asset: asset ?? assets[0]?.code ?? '',
    tolerance: percent(content.fundToleranceBps),
    tiers: signoff.tiers.map((tier) => tierDraftOf(tier, assets)),
    changeDelay: durationText(Number(signoff.changeDelaySeconds)),
    keysPerApprover: signoff.keysPerApprover,
  }
}

const tierDraftOf = (tier: Tier, assets: readonly AssetUnit[]): TierDraft => ({
  name: tier.name,
  day: limitsDraftOf(tier.day, assets),
  week: limitsDraftOf(tier.week, assets),
  approvals: tier.quorum.approvals,
  groups: tier.quorum.groups,
  among: tier.quorum.among.join(', '),
  deviceBound: tier.quorum.deviceBound,
  coolingOff: durationText(Number(tier.coolingOffSeconds)),
})

const limitsDraftOf = (limits: TierLimits | null, assets: readonly AssetUnit[]): LimitsDraft => ({
  amounts: Object.fromEntries(
    assets
      .filter(({ code }) => limits?.amounts[code] !== undefined)
      .map((unit) => [
        unit.code,
        groupThousands(formatAmount(BigInt(limits?.amounts[unit.code] ?? '0'), unit)),
      ]),
  ),
  share: limits === null ? '' : percent(limits.shareBps),
  accounts: limits === null ? '' : groupThousands(limits.accounts),
})

const percent = (basisPointsText: string): string =>
  formatAmount(BigInt(basisPointsText), { scale: 2 }).replace(/\.?0+$/, '')
