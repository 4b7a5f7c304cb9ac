import { placeParams } from '@/lib/search';

export interface ShipmentsSearch {
  after?: string | undefined;
  before?: string | undefined;
}

/** Read which shipments the address asks for. */
export function shipmentsSearch(given: Record<string, unknown>): ShipmentsSearch {
  return placeParams(given);
}
