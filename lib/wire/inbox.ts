// Everything that waits for a decision on the wire: runs and changes of the desk.
import * as z from 'zod'
import { changeRow } from './change'
import { clawbackRow } from './clawback'
import { pauseJson } from './desk'
import { instant } from './money'

export const inboxJson = z.object({
  asOf: instant,
  pause: pauseJson.nullable(),
  clawbacks: z.array(clawbackRow),
  changes: z.array(changeRow),
})
export type InboxJson = z.infer<typeof inboxJson>
