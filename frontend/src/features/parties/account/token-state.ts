/** Say whether a token still opens the door. */
export function tokenState(
  { expiresAt, revokedAt }: { expiresAt?: string | null; revokedAt?: string | null },
  now: number,
): 'valid' | 'expired' | 'revoked' {
  if (revokedAt) return 'revoked';
  return expiresAt && new Date(expiresAt).getTime() <= now ? 'expired' : 'valid';
}
