import { Button, Group } from '@mantine/core';
import { lazy, Suspense, useState, type SubmitEvent } from 'react';

import type { CatalogueSearch } from '@/features/catalogue/search';

import { SearchField } from './search-field';

// Nobody waits for suggestions before they see the page.
const SuggestingField = lazy(async () => ({ default: (await import('./suggesting-field')).SuggestingField }));

interface SearchBoxProps {
  text: string;
  onChange: (change: Partial<CatalogueSearch>) => unknown;
}

/** Where one looks for words. */
export function SearchBox({ text, onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(text);
  const [hasFocus, setHasFocus] = useState(false);
  const search = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChange({ q: typed.trim() || undefined });
  };
  return (
    <form role="search" onSubmit={search}>
      <Group gap="sm" wrap="nowrap" align="flex-end">
        <Suspense fallback={<SearchField typed={typed} onType={setTyped} onFocus={setHasFocus} />}>
          <SuggestingField typed={typed} onType={setTyped} onChange={onChange} takesFocus={hasFocus} />
        </Suspense>
        <Button type="submit" size="md">
          Search
        </Button>
      </Group>
    </form>
  );
}
