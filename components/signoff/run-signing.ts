// A decision on a run as it is signed: which revision, with which passkey, for which reason.
import { signedText } from '@/components/ui/signed-text'
import { sign } from '@/lib/client/signoff'
import type { Decision } from '@/lib/domain/signoff'
import type { ClawbackDetail } from '@/lib/wire/clawback'

/** What every step of the decision needs: the run as it is shown, and the passkey that will sign. */
export type StepProps = { detail: ClawbackDetail; credentialId: string | undefined }

export const signRun = (
  { detail, credentialId }: StepProps,
  { decision, reason }: { decision: Decision; reason: string },
) =>
  sign({
    subjectType: 'clawback',
    subjectId: detail.id,
    revision: detail.revision,
    decision,
    reason: signedText(reason),
    // Without a key the kernel has refused before, and its sentence stands under the button.
    credentialId: credentialId ?? '',
  })

/** The key that was chosen, else the first that counts for this run, else any. */
export const keyFor = (
  { keys }: Pick<ClawbackDetail, 'keys'>,
  chosen: string | undefined,
): ClawbackDetail['keys'][number] | undefined =>
  keys.find(({ credentialId }) => credentialId === chosen) ??
  keys.find(({ isInForce }) => isInForce) ??
  keys[0]
