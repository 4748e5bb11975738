// What the imports of losses and of claims answer alike.
import 'server-only'
import { refuse } from '@/lib/domain/refusal'
import { type LineProblem, problemSentence } from '@/lib/wire/csv'
import type { InvalidInput } from './verb'

export const noSuchImport = refuse(
  'unknown',
  'This import does not exist, is finished, or was begun by somebody else. Nothing was stored.',
)

export const fromLines = (problems: readonly LineProblem[]): InvalidInput => ({
  kind: 'invalid',
  fields: problems.map((problem) => ({
    field: `line ${problem.line}`,
    sentence: problemSentence(problem),
  })),
})
