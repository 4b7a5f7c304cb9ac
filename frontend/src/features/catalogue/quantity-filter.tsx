import { TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';

import { MOST_QUANTITY, type CatalogueSearch } from '@/features/catalogue/search';
import { countParam } from '@/lib/search';

interface QuantityFilterProps {
  search: CatalogueSearch;
  onChange: (change: Partial<CatalogueSearch>) => void;
}

/** Look only for what so many can be asked for of; what is typed counts when one leaves the field or presses Enter. */
export function QuantityFilter({ search: { quantityAtLeast }, onChange }: QuantityFilterProps) {
  const settle = (text: string) => {
    const next = countParam(Number(text), MOST_QUANTITY);
    if (next !== quantityAtLeast) onChange({ quantityAtLeast: next });
  };
  return (
    <TextInput
      key={quantityAtLeast}
      type="number"
      size="sm"
      label="Available, at least"
      placeholder="Any number"
      min={1}
      max={MOST_QUANTITY}
      defaultValue={quantityAtLeast}
      onBlur={(event) => {
        settle(event.currentTarget.value);
      }}
      onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
        if (event.key === 'Enter') settle(event.currentTarget.value);
      }}
    />
  );
}
