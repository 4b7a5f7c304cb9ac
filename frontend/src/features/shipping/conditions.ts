import type { ReceiptCondition } from '@/graphql/graphql';
import { count, list } from '@/lib/format';

export const CONDITIONS = {
  GOOD: 'In good condition',
  DAMAGED: 'Damaged',
  THAWED: 'Thawed',
  MISSING: 'Missing',
} as const satisfies Record<ReceiptCondition, string>;

export const CONDITION_KEYS = Object.keys(CONDITIONS) as ReceiptCondition[];

export interface ReceiptItem {
  item: string;
  /** Empty until it is chosen. */
  condition: ReceiptCondition | '';
  note: string;
}

export const NOTE_LENGTH = 2000;

/** Say how many items arrived in which condition. */
export function summaryOf(items: readonly ReceiptItem[]): string {
  const counts = CONDITION_KEYS.map((key) => ({
    key,
    found: items.filter(({ condition }) => condition === key).length,
  })).filter(({ found }) => found > 0);
  return list(counts.map(({ key, found }) => `${count(found, 'item')} ${CONDITIONS[key].toLowerCase()}`));
}

/** Return the items with those not looked at yet in good condition. */
export function restInGoodCondition(items: readonly ReceiptItem[]): ReceiptItem[] {
  return items.map((item) => (item.condition === '' ? { ...item, condition: 'GOOD' } : item));
}
