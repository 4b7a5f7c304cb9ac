export interface Passkey {
  type: 'webauthn';
  id: number;
  name: string;
  /** Seconds since 1970. */
  created_at: number;
  last_used_at: number | null;
}

export interface OtherAuthenticator {
  type: 'totp' | 'recovery_codes';
  created_at: number;
  last_used_at: number | null;
}

/** A second step or passkey that a person has set up, as allauth lists it. */
export type Authenticator = Passkey | OtherAuthenticator;

/** Return allauth's seconds as an ISO moment. */
export function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
