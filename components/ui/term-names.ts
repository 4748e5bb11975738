// Names of rules and roundings where one is chosen or compared.
import type { Rounding, Rule } from '@/lib/domain/allocation-schedule'

const ruleNames: Record<Rule, string> = {
  'pro-rata': 'Pro-rata',
  'equal-levy': 'Equal levy',
  'level-down': 'Level-down',
  talmud: 'Talmud',
  queue: 'Queue by score',
}

const roundingNames: Record<Rounding, string> = {
  floor: 'Rounded down',
  'largest-remainder': 'Largest remainder',
}

export const ruleName = (rule: Rule): string => ruleNames[rule]
export const roundingName = (rounding: Rounding): string => roundingNames[rounding]
