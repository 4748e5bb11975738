// The evidence of one signature: what a passkey gives back when it signs a statement.

/** A WebAuthn assertion; every member is base64url without padding. */
export type PasskeyEvidence = {
  credentialId: string
  authenticatorData: string
  clientDataJSON: string
  signature: string
}

/** A key as an entry `key` of the log says it: `publicKey` is COSE bytes in hex. */
export type LoggedKey = {
  officer: string
  credentialIdHash: string
  publicKey: string
  group: string
  roles: string[]
  status: 'active' | 'revoked'
  deviceBound: boolean
  /** Put in force at the first start, before anybody could sign. */
  founding: boolean
  effectiveAt: string
  /** Challenges of the statements that put it in force or revoked it, ascending. */
  decisions: string[]
}
