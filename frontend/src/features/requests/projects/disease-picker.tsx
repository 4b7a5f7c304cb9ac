import { Badge, Group, MultiSelect, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';

import { hintOf, type FoundTerm, type TermChoice } from '@/features/requests/projects/term-choice';
import { graphql } from '@/graphql/gql';
import { useAnswer } from '@/lib/use-answer';

const DiseasesQuery = graphql(`
  query Diseases($search: String!) {
    diseases(search: $search, first: 30) {
      edges {
        node {
          id
          code
          label
          vocabulary
          matchedSynonym
          isObsolete
          successors {
            code
            label
          }
        }
      }
    }
  }
`);

const SHORTEST_SEARCH = 2;

interface DiseasePickerProps {
  value?: TermChoice[];
  onChange?: (value: TermChoice[]) => void;
  error?: ReactNode;
}

/** Choose diseases from the vocabularies by typing part of a name, a synonym or a code. */
export function DiseasePicker({ value = [], onChange, error }: DiseasePickerProps) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const isPaused = search.length < SHORTEST_SEARCH;
  const { data, isLoading } = useAnswer(DiseasesQuery, { search }, { isPaused });
  const found = isPaused ? [] : (data?.diseases.edges.map(({ node }) => node) ?? []);
  const known = new Map<string, TermChoice>([...value, ...found].map((term) => [term.id, term]));
  const shown = new Map<string, FoundTerm>(found.map((term) => [term.id, term]));
  return (
    <MultiSelect
      label="Diseases"
      description="Needed for research on a disease. Type part of its name, a synonym or a code."
      searchable
      clearable
      hidePickedOptions
      error={error}
      data={[...known.values()].map(({ id, label, code }) => ({ value: id, label: `${label} (${code})` }))}
      // The server has matched already, synonyms too, which the labels do not show.
      filter={({ options }) => options}
      renderOption={({ option }) => <TermOption name={option.label} term={shown.get(option.value)} />}
      value={value.map(({ id }) => id)}
      onChange={(ids) => onChange?.(ids.flatMap((id) => known.get(id) ?? []))}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={
        typed.trim().length < SHORTEST_SEARCH
          ? 'Type two letters or more'
          : isLoading
            ? 'Searching…'
            : 'No such disease'
      }
    />
  );
}

/** A term with its vocabulary, and what of it the typed text met. */
function TermOption({ name, term }: { name: string; term: FoundTerm | undefined }) {
  const hint = term && hintOf(term);
  return (
    <Stack gap={2} miw={0} flex={1}>
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        {term && (
          <Badge variant="default" size="sm" tt="none" style={{ flexShrink: 0 }}>
            {term.vocabulary}
          </Badge>
        )}
      </Group>
      {hint && (
        <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
          {hint}
        </Text>
      )}
    </Stack>
  );
}
