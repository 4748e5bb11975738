// The vectors that stand for download: the kernel's own tests read the same files.
import checkpoint from '@/lib/domain/log-vectors/checkpoint.json'
import consistency from '@/lib/domain/log-vectors/consistency.json'
import evidence from '@/lib/domain/log-vectors/evidence.json'
import refusedEvidence from '@/lib/domain/log-vectors/evidence-refused.json'
import hasher from '@/lib/domain/log-vectors/hasher.json'
import inclusion from '@/lib/domain/log-vectors/inclusion.json'
import jcs from '@/lib/domain/log-vectors/jcs.json'
import note from '@/lib/domain/log-vectors/note.json'
import roots from '@/lib/domain/log-vectors/roots.json'
import run from '@/lib/domain/log-vectors/run.json'
import refusedRuns from '@/lib/domain/log-vectors/run-refused.json'
import population from '@/lib/domain/merkle-sum-tree/vectors/lmst1.json'
import largerPopulation from '@/lib/domain/merkle-sum-tree/vectors/lmst1-65.json'
import negative from '@/lib/domain/merkle-sum-tree/vectors/lmst1-negative.json'

/** Null for a name that no file has. */
export const vectorFile = (name: string): unknown => FILES.get(name) ?? null

const FILES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['lmst1.json', population],
  ['lmst1-65.json', largerPopulation],
  ['lmst1-negative.json', negative],
  ['run.json', run],
  ['run-refused.json', refusedRuns],
  ['evidence.json', evidence],
  ['evidence-refused.json', refusedEvidence],
  ['roots.json', roots],
  ['hasher.json', hasher],
  ['inclusion.json', inclusion],
  ['consistency.json', consistency],
  ['note.json', note],
  ['checkpoint.json', checkpoint],
  ['jcs.json', jcs],
])
