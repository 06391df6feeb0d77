import type { Role } from '#contract/team.ts'
import type { MemberId } from '#contract/values.ts'

/** Who has signed in, and by which credential: once that is taken away, they have not. */
export interface SignedIn {
  readonly memberId: MemberId
  readonly credentialId: string
  /** What opens by what they signed in with: see [Note: Keys under keys]. Kept in memory alone. */
  readonly privateKey: Buffer
}

/** The desk that a service serves: each has one, and whoever signs in there acts in all that is asked of it. */
export interface Desk {
  signedIn: SignedIn | null
}

/** Who acts in a call. */
export interface Acting {
  /** Nobody in particular, or the member that acts. */
  readonly actor: MemberId | null
  /** What they are; null for nobody in particular, and for an id of nobody in the team. */
  readonly roles: readonly Role[] | null
  /** Whether people sign in here. */
  readonly guarded: boolean
}
