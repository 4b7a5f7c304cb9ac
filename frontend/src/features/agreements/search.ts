import type { AgreementState } from '@/graphql/graphql';
import { flagParam, placeParams, wordParam } from '@/lib/search';

export const STATES = [
  'DRAFT',
  'IN_REVIEW',
  'SIGNING',
  'EXECUTED',
  'DECLINED',
] as const satisfies AgreementState[];

export interface AgreementsSearch {
  state?: AgreementState | undefined;
  /** Only those that wait for the viewer. */
  mine?: true | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

/** Read which agreements the address asks for. */
export function agreementsSearch(given: Record<string, unknown>): AgreementsSearch {
  return { state: wordParam(given.state, STATES), mine: flagParam(given.mine), ...placeParams(given) };
}
