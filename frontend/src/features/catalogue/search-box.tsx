import { Button, Combobox, Group, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';

import type { CatalogueSearch } from '@/features/catalogue/search';
import { graphql } from '@/graphql/gql';
import type { SuggestionKind, SuggestionsQuery as Suggestions } from '@/graphql/graphql';
import { count } from '@/lib/format';
import { useAnswer } from '@/lib/use-answer';

const SuggestionsQuery = graphql(`
  query Suggestions($text: String!) {
    listingSuggestions(text: $text, first: 4) {
      kind
      label
      matched
      value
      count
      listing {
        id
      }
    }
  }
`);

/** Who types on is not asked about every letter. */
const DEBOUNCE_MS = 150;
/** Less means everything, as the server has it. */
const FEWEST_LETTERS = 2;
const GROUPS: { kind: SuggestionKind; label: string }[] = [
  { kind: 'IDENTIFIER', label: 'By this identifier' },
  { kind: 'LISTING', label: 'Listings' },
  { kind: 'DIAGNOSIS', label: 'Diseases' },
  { kind: 'PROVIDER', label: 'Providers' },
];

type Suggestion = Suggestions['listingSuggestions'][number];

interface SearchBoxProps {
  text: string;
  onChange: (change: Partial<CatalogueSearch>) => unknown;
}

/** The field in which one looks for words, with what they may mean while one types. */
export function SearchBox({ text, onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(text);
  const [isTyping, setIsTyping] = useState(false);
  const navigate = useNavigate();
  const suggestions = useSuggestions(typed.trim(), isTyping);
  const combobox = useCombobox({
    opened: isTyping && suggestions.length > 0,
    onOpenedChange: setIsTyping,
    onDropdownClose: () => {
      combobox.resetSelectedOption();
    },
  });

  const choose = (place: string) => {
    const suggestion = suggestions[Number(place)];
    combobox.closeDropdown();
    if (suggestion?.listing) {
      void navigate({ to: '/listings/$listingId', params: { listingId: suggestion.listing.id } });
    } else if (suggestion?.value) {
      setTyped('');
      const name = suggestion.kind === 'DIAGNOSIS' ? 'diagnosis' : 'provider';
      onChange({ q: undefined, [name]: [suggestion.value] });
    }
  };
  const search = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    combobox.closeDropdown();
    onChange({ q: typed.trim() || undefined });
  };
  return (
    <form role="search" onSubmit={search}>
      <Group gap="sm" wrap="nowrap" align="flex-end">
        <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
          <Combobox.Target withExpandedAttribute>
            <TextInput
              name="q"
              type="search"
              size="md"
              flex={1}
              role="combobox"
              aria-autocomplete="list"
              aria-label="Search the catalogue"
              autoComplete="off"
              placeholder="A disease, tissue, gene, cell line or RRID"
              leftSection={<IconSearch size={19} aria-hidden />}
              value={typed}
              maxLength={200}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setIsTyping(true);
                combobox.resetSelectedOption();
              }}
              onBlur={() => {
                combobox.closeDropdown();
              }}
              onKeyDown={(event) => {
                // It closes what is suggested; the browser would empty the field as well.
                if (event.key === 'Escape' && combobox.dropdownOpened) event.preventDefault();
              }}
            />
          </Combobox.Target>
          <Combobox.Dropdown>
            <Combobox.Options aria-label="Suggestions" mah="min(60vh, 26rem)" style={{ overflowY: 'auto' }}>
              {GROUPS.map(({ kind, label }) => (
                <SuggestionGroup key={kind} label={label} kind={kind} suggestions={suggestions} />
              ))}
            </Combobox.Options>
          </Combobox.Dropdown>
        </Combobox>
        <Button type="submit" size="md">
          Search
        </Button>
      </Group>
    </form>
  );
}

/** Ask what a text may mean; the answer to a text that was typed on is not waited for any more. */
function useSuggestions(text: string, isTyping: boolean): readonly Suggestion[] {
  const [settled] = useDebouncedValue(text, DEBOUNCE_MS);
  const isAsked = isTyping && settled.length >= FEWEST_LETTERS;
  const { data } = useAnswer(SuggestionsQuery, { text: settled }, { isPaused: !isAsked });
  return isAsked && text.length >= FEWEST_LETTERS ? (data?.listingSuggestions ?? []) : [];
}

interface SuggestionGroupProps {
  label: string;
  kind: SuggestionKind;
  suggestions: readonly Suggestion[];
}

function SuggestionGroup({ label, kind, suggestions }: SuggestionGroupProps) {
  const own = suggestions.flatMap((one, place) => (one.kind === kind ? [{ ...one, place }] : []));
  if (own.length === 0) return null;
  return (
    <Combobox.Group label={label}>
      {own.map(({ label: name, matched, count: listings, place }) => (
        <Combobox.Option key={place} value={String(place)}>
          <Text component="span" size="sm" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>{' '}
          <Text component="span" size="sm" c="dimmed">
            {[matched, listings == null ? '' : count(listings, 'listing')].filter(Boolean).join(', ')}
          </Text>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  );
}
