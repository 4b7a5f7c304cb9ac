import { Stack, Text } from '@mantine/core';

import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';

import classes from './catalogue.module.css';

export const UseTermsFields = graphql(`
  fragment UseTermsFields on Listing {
    origin
    useTerms {
      id
      summary
    }
    distinctUseTerms {
      id
      summary
    }
  }
`);

interface Terms {
  id: string;
  summary: readonly string[];
}

/** The use terms in sentences: the provider's own, or those of the donors' consents. */
export function UseTermsList({ listing }: { listing: FragmentType<typeof UseTermsFields> }) {
  const { origin, useTerms, distinctUseTerms } = readFragment(UseTermsFields, listing);
  const groups: readonly Terms[] = useTerms ? [useTerms] : distinctUseTerms;
  const [first, ...others] = groups;
  if (!first) {
    return (
      <Text size="sm">
        {origin === 'NOT_HUMAN'
          ? 'It does not come from a person, so no consent limits its use, and the provider states no terms of its own.'
          : 'No use terms are on record. A person at the provider decides on every request.'}
      </Text>
    );
  }
  if (others.length === 0) return <Sentences terms={first} />;
  return (
    <Stack gap="md">
      <Text size="sm">
        The donors consented to different things, in {groups.length} groups. Each specimen follows its own
        donor’s terms.
      </Text>
      {groups.map((terms, index) => (
        <div key={terms.id}>
          <Text fw={600} size="sm" mb={4}>
            Group {index + 1}
          </Text>
          <Sentences terms={terms} />
        </div>
      ))}
    </Stack>
  );
}

function Sentences({ terms }: { terms: Terms }) {
  return (
    <ul className={classes.terms}>
      {terms.summary.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
