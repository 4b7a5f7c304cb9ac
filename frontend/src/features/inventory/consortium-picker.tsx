import { NativeSelect } from '@mantine/core';

import { graphql } from '@/graphql/gql';
import { useAnswer } from '@/lib/use-answer';

const ConsortiaQuery = graphql(`
  query Consortia($member: ID!) {
    consortia(member: $member, first: 100) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

interface ConsortiumPickerProps {
  organisation: string;
  value: string;
  onChange: (event: { currentTarget: { value: string } }) => void;
}

/** Choose one of the consortia that an organisation belongs to. */
export function ConsortiumPicker({ organisation, value, onChange }: ConsortiumPickerProps) {
  const { data, isLoading } = useAnswer(ConsortiaQuery, { member: organisation });
  const found = data?.consortia.edges.map(({ node }) => ({ value: node.id, label: node.name })) ?? [];
  return (
    <NativeSelect
      label="Consortium"
      description={
        found.length === 0 && !isLoading ? 'Your organisation belongs to no consortium today.' : undefined
      }
      required
      value={value}
      onChange={onChange}
      data={[{ value: '', label: 'Choose…' }, ...found]}
    />
  );
}
