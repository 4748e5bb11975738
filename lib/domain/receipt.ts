// The receipt of a decision as one file: its entry of the log, and the proof that it stands there.
import { encodeBase64 } from './base64'
import { canonicalJson } from './canonical-json'
import { hasShape, oneOf, record, shapeProblem, text, type Shape } from './json-shape'
import type { Decision } from './signoff'
import { utf8Bytes } from './utf8'

/** Version 1: `entry` is the exact bytes of a decision's entry in base64, `proof` the text of its tlog-proof. */
export type ReceiptFile = { v: 1; type: 'receipt'; entry: string; proof: string }

/** The text of the file in canonical JSON; `entry` is the entry's text as it was logged. Source: signoff.md §3. */
export const receiptFile = ({ entry, proof }: { entry: string; proof: string }): string =>
  canonicalJson({ v: 1, type: 'receipt', entry: encodeBase64(utf8Bytes(entry)), proof })

/** A name for the file that tells what was decided about what. */
export const receiptFileName = ({ subjectId, decision }: Decided): string =>
  `receipt-${subjectId.replace(/[^A-Za-z0-9._-]/g, '_')}-${decision}.json`

type Decided = { subjectId: string; decision: Decision }

/** The receipt that a value is, or a sentence about the first member that is not as it should be. */
export const readReceiptFile = (value: unknown): { receipt: ReceiptFile } | { problem: string } =>
  hasShape(value, RECEIPT)
    ? { receipt: value }
    : { problem: shapeProblem(value, RECEIPT) ?? 'expected a receipt' }

const RECEIPT: Shape<ReceiptFile> = record({
  v: oneOf(1),
  type: oneOf('receipt'),
  entry: text(/^[A-Za-z0-9+/=]{1,90000}$/, 'the bytes of an entry in base64'),
  proof: text(/^[^]{1,200000}$/, 'the text of a log proof'),
})
