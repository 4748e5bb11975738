// Policies as officers read them: every version, in force or not.
import 'server-only'
import * as z from 'zod'
import { policyAssets, policyVersions } from '@/db/desk'
import { nowOf } from '@/db/moment'
import { policyContentJson, policyList } from '@/lib/wire/policy'
import { verb } from './verb'

export const showPolicies = verb({
  name: 'policy.list',
  kind: 'read',
  access: 'officer',
  input: z.object({}),
  output: policyList,
  run: async ({ db }) => {
    const [rows, assets, asOf] = await Promise.all([
      policyVersions(db),
      policyAssets(db),
      nowOf(db),
    ])
    const policies = rows.map((row) => ({
      ...row,
      content: policyContentJson.parse(row.content),
    }))
    return { asOf, assets, policies }
  },
})
