// The evidence of one signature: what a passkey gives back when it signs a statement.

/** A WebAuthn assertion; every member is base64url without padding. */
export type PasskeyEvidence = {
  credentialId: string
  authenticatorData: string
  clientDataJSON: string
  signature: string
}
