// The twin of the kernel's levy in SQL: any published schedule applied to any relation of claims.
import { sql, type SQL } from 'drizzle-orm'
import type { LimitsJson } from '@/lib/domain/allocation-limits'
import type { Schedule } from '@/lib/domain/allocation-schedule'
import type { FractionJson } from '@/lib/domain/fraction'

/**
 * Selects account, base and amount of every row of `claims`, which selects account, owner, class, base,
 * equity, cap, weight and score as they are stored. Reads nothing but the schedule: owners are one
 * claim, the rule and its limits apply, then the levy is split by base, largest remainder.
 */
export const leviesByRule = (claims: SQL, schedule: Schedule): SQL => sql`
  with member as (
    select c.*, coalesce('o/' || c.owner, 'a/' || c.account) as party, coalesce(c.cap, c.base) as most,
      coalesce(split_part(c.weight, '/', 1), '1')::numeric as w, coalesce(nullif(split_part(c.weight, '/', 2), ''), '1')::numeric as q
    from (${claims}) c),
  grouped as (
    select party, min(account collate "C") as account, min(class) as class, sum(base) as base,
      case when count(equity) = count(*) then sum(equity) end as equity, sum(most) as cap,
      min(w) as w, min(q) as q, min(score)::numeric as score
    from member group by party),
  charged as (
    select p.party, p.base, ${leviedSql(schedule)} as levy
    from grouped p cross join lateral (select ${capSql(schedule.limits)} as most) m
      cross join lateral (select ${exactSql(schedule)}) x),
  part as (
    select m.account, m.base, div(p.levy * m.base, greatest(p.base, 1)) as floor, p.levy, m.party,
      row_number() over (partition by m.party order by mod(p.levy * m.base, greatest(p.base, 1)) desc, m.account collate "C") as place
    from member m join charged p using (party))
  select account, base, floor + case when place <= levy - sum(floor) over (partition by party) then 1 else 0 end as amount from part`

/** One multiplication and one div, in that order: the quotient of two numerics would be rounded. */
const leviedSql = (schedule: Schedule): SQL => sql`
  case when x.numerator >= m.most * x.denominator then m.most
    else div(x.numerator, x.denominator) + case when ${isRoundedUpSql(schedule)} then 1 else 0 end end`

/** Most that a party may lose; least() passes over what is not given. */
const capSql = ({ capFraction, minEquity, exemptBelow }: LimitsJson = {}): SQL => sql`
  case when p.class = 'exempt' then 0
    when p.base < ${exemptBelow ?? null}::numeric then 0
    else greatest(0, least(p.cap, div(p.base * ${capFraction?.numerator ?? null}::numeric, ${capFraction?.denominator ?? null}::numeric),
      p.equity - ${minEquity ?? null}::numeric)) end`

/** What the rule asks before cap and rounding, as two integers. */
const exactSql = (schedule: Schedule): SQL => {
  switch (schedule.rule) {
    case 'pro-rata':
      return schedule.weighted
        ? quotient(
            sql`${schedule.theta.numerator}::numeric * p.w * p.base`,
            sql`${schedule.theta.denominator}::numeric * p.q`,
          )
        : quotient(
            sql`${schedule.theta.numerator}::numeric * p.base`,
            sql`${schedule.theta.denominator}::numeric`,
          )
    case 'equal-levy':
      return quotient(
        sql`${schedule.theta.numerator}::numeric`,
        sql`${schedule.theta.denominator}::numeric`,
      )
    case 'level-down':
      return quotient(
        sql`greatest(0, p.base * ${schedule.mu.denominator}::numeric - ${schedule.mu.numerator}::numeric)`,
        sql`${schedule.mu.denominator}::numeric`,
      )
    case 'talmud':
      return halfSql(schedule.theta, schedule.half)
    case 'queue':
      return quotient(queueSql(schedule), sql`1`)
  }
}

const quotient = (numerator: SQL, denominator: SQL): SQL =>
  sql`${numerator} as numerator, ${denominator} as denominator`

/** Half claims may be odd halves, so both sides of the comparison are doubled. */
const halfSql = ({ numerator, denominator }: FractionJson, half: 'low' | 'high'): SQL => {
  const least = sql`least(p.base * ${denominator}::numeric, 2 * ${numerator}::numeric)`
  const rest = sql`2 * p.base * ${denominator}::numeric - ${least}`
  return quotient(half === 'low' ? least : rest, sql`2 * ${denominator}::numeric`)
}

const queueSql = ({ score, cutoff }: Extract<Schedule, { rule: 'queue' }>): SQL => sql`
  case when p.score > ${score}::numeric then m.most
    when p.score < ${score}::numeric or p.score is null or p.account > ${cutoff?.account ?? ''} collate "C" then 0
    when p.account = ${cutoff?.account ?? ''} then ${cutoff?.amount ?? '0'}::numeric
    else m.most end`

/** Largest remainder, by cross-multiplication: above the published part, or tied and not after the last account. */
const isRoundedUpSql = ({ remainder, cutoff }: Schedule): SQL => {
  if (remainder === undefined) return sql`false`
  const [own, least] = [
    sql`mod(x.numerator, x.denominator) * ${remainder.denominator}::numeric`,
    sql`${remainder.numerator}::numeric * x.denominator`,
  ]
  if (cutoff === undefined) return sql`${own} > ${least}`
  return sql`${own} > ${least} or (${own} = ${least} and p.account <= ${cutoff.account} collate "C")`
}
