import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';

import type { TermChoice } from '@/features/requests/projects/project-values';
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

/** Choose diseases from the vocabulary by typing part of a name, a synonym or a code. */
export function DiseasePicker({ value = [], onChange, error }: DiseasePickerProps) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const isPaused = search.length < SHORTEST_SEARCH;
  const { data, isLoading } = useAnswer(DiseasesQuery, { search }, { isPaused });
  const found = isPaused ? [] : (data?.diseases.edges.map(({ node }) => node) ?? []);
  const known = new Map<string, TermChoice>([...value, ...found].map((term) => [term.id, term]));
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
