import type { Stage } from '@/graphql/graphql';
import { placeParams, textParam, wordParam } from '@/lib/search';

/** The stages that a provider sees; a basket is its owner's own. */
export const STAGES_OF_PARTS = [
  'IN_REVIEW',
  'IN_AGREEMENT',
  'IN_FULFILMENT',
  'RECEIVED',
  'DECLINED',
  'STOPPED',
  'WITHDRAWN',
  'EXPIRED',
] as const satisfies Stage[];

export interface InboxSearch {
  /** Id of the unit that was asked; all of the viewer's when absent. */
  unit?: string | undefined;
  stage?: Stage | undefined;
  after?: string | undefined;
  before?: string | undefined;
}

/** Read which incoming requests the address asks for. */
export function inboxSearch(given: Record<string, unknown>): InboxSearch {
  return {
    unit: textParam(given.unit),
    stage: wordParam(given.stage, STAGES_OF_PARTS),
    ...placeParams(given),
  };
}
