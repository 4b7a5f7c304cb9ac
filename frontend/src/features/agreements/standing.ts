import type { AgreementState } from '@/graphql/graphql';
import { list } from '@/lib/format';

interface Act {
  organisation: { id: string };
  createdAt: string;
}

interface Standing {
  state: AgreementState;
  provider: { id: string };
  recipient: { id: string };
  approvals: readonly Act[];
  signatures: readonly (Act & { sealedAt: string | null })[];
}

/** How one side stands with one of its two acts. */
export type ActState = 'DONE' | 'AWAITED' | 'LATER' | 'DROPPED';

/** Return how a side stands with its approval: both offices review at the same time. */
export function approvalState({ state, approvals }: Standing, organisation: string): ActState {
  if (approvals.some((act) => act.organisation.id === organisation)) return 'DONE';
  if (state === 'DECLINED') return 'DROPPED';
  return state === 'IN_REVIEW' ? 'AWAITED' : 'LATER';
}

/** Return how a side stands with its signature: the provider signs first. */
export function signatureState(standing: Standing, organisation: string): ActState {
  const hasSigned = (id: string) => standing.signatures.some((act) => act.organisation.id === id);
  if (hasSigned(organisation)) return 'DONE';
  if (standing.state === 'DECLINED') return 'DROPPED';
  if (standing.state !== 'SIGNING') return 'LATER';
  return organisation === standing.provider.id || hasSigned(standing.provider.id) ? 'AWAITED' : 'LATER';
}

/** Say whether the platform is at work on it, so that it is about to change by itself. */
export function isWithPlatform({
  state,
  formKey,
  signatures,
}: Pick<Standing, 'state' | 'signatures'> & { formKey: string }): boolean {
  if (state === 'DRAFT') return formKey !== '';
  return state === 'SIGNING' && signatures.some(({ sealedAt }) => sealedAt === null);
}

/** Return the moment of the last act or document, from which the one whose turn it is has had it. */
export function lastMovedAt({
  approvals,
  signatures,
  documents,
}: {
  approvals: readonly { createdAt: string }[];
  signatures: readonly { createdAt: string }[];
  documents: readonly { createdAt: string }[];
}): string | undefined {
  return [...approvals, ...signatures, ...documents]
    .map(({ createdAt }) => createdAt)
    .toSorted((one, other) => Date.parse(one) - Date.parse(other))
    .at(-1);
}

/** Say whether the viewer is awaited: declining is open to them at any time, and nobody waits for it. */
export function isMyTurn(commands: readonly string[]): boolean {
  return commands.some((command) => command !== 'DECLINE');
}

/** Say who must act, within a sentence. */
export function turnSentence(whoseTurn: readonly string[]): string {
  return list(whoseTurn.map((who) => who.replace(/^The /, 'the ')));
}
