import { Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

import type { CatalogueSearch } from '@/features/catalogue/search';
import { graphql } from '@/graphql/gql';
import type { SuggestionKind, SuggestionsQuery as Suggestions } from '@/graphql/graphql';
import { count } from '@/lib/format';
import { useAnswer } from '@/lib/use-answer';

import { FIELD, type SearchFieldProps } from './search-field';

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

interface SuggestingFieldProps extends SearchFieldProps {
  onChange: (change: Partial<CatalogueSearch>) => unknown;
  /** Whether the field that it replaces has the focus. */
  takesFocus: boolean;
}

/** The field with what its text may mean while one types. */
export function SuggestingField({ typed, onType, onChange, takesFocus }: SuggestingFieldProps) {
  const [isTyping, setIsTyping] = useState(takesFocus);
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const suggestions = useSuggestions(typed.trim(), isTyping);
  const combobox = useCombobox({
    opened: isTyping && suggestions.length > 0,
    onOpenedChange: setIsTyping,
    onDropdownClose: () => {
      combobox.resetSelectedOption();
    },
  });
  useEffect(() => {
    if (takesFocus) field.current?.focus();
    // Only as it comes; later the focus is where the person puts it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const choose = (place: string) => {
    const suggestion = suggestions[Number(place)];
    combobox.closeDropdown();
    if (suggestion?.listing) {
      void navigate({ to: '/listings/$listingId', params: { listingId: suggestion.listing.id } });
    } else if (suggestion?.value) {
      onType('');
      const name = suggestion.kind === 'DIAGNOSIS' ? 'diagnosis' : 'provider';
      onChange({ q: undefined, [name]: [suggestion.value] });
    }
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.Target withExpandedAttribute>
        <TextInput
          {...FIELD}
          ref={field}
          role="combobox"
          aria-autocomplete="list"
          value={typed}
          onChange={(event) => {
            onType(event.currentTarget.value);
            setIsTyping(true);
            combobox.resetSelectedOption();
          }}
          onBlur={() => {
            combobox.closeDropdown();
          }}
          onKeyDown={(event) => {
            // It closes what is suggested; the browser would empty the field as well.
            if (event.key === 'Escape' && combobox.dropdownOpened) event.preventDefault();
            // What is sent is what was typed, unless a suggestion is marked.
            if (event.key === 'Enter' && combobox.getSelectedOptionIndex() < 0) combobox.closeDropdown();
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
