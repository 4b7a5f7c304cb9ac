import type { LineState } from '@/graphql/graphql';
import { count } from '@/lib/format';

/** Say how many lines wait for the committee, or nothing when none does. */
export function decisionsSentence(lines: readonly { state: LineState }[]): string {
  const open = lines.filter(({ state }) => state === 'REQUESTED').length;
  if (open === 0) return '';
  return open === lines.length ? 'to be decided' : `${count(open, 'line')} to be decided`;
}

interface Packed {
  items: readonly { line: { id: string } }[];
}

/** Return the approved lines that are in no shipment yet, and so can be packed. */
export function linesToPack<Line extends { id: string; state: LineState }>(
  lines: readonly Line[],
  shipments: readonly Packed[],
): Line[] {
  const packed = new Set(shipments.flatMap(({ items }) => items.map(({ line }) => line.id)));
  return lines.filter(({ id, state }) => state === 'APPROVED' && !packed.has(id));
}
