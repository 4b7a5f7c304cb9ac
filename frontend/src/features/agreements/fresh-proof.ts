import type { Outcome } from '@/lib/outcome';

/** Give a command; where it wants a fresh proof of who gives it, ask for that once and give it again. */
export async function withFreshProof<T>(
  command: () => Promise<Outcome<T>>,
  proveAgain: () => Promise<boolean>,
): Promise<Outcome<T>> {
  const outcome = await command();
  const isStale = !outcome.ok && outcome.problems.some(({ code }) => code === 'SIGN_IN_AGAIN');
  return isStale && (await proveAgain()) ? command() : outcome;
}
