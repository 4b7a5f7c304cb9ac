import { IconHelpCircle } from '@tabler/icons-react';

import { Callout } from '@/components/callout';
import { ListingLinks } from '@/features/catalogue/listing-links';
import { graphql } from '@/graphql/gql';
import { useAnswer } from '@/lib/use-answer';

const NamesakesQuery = graphql(`
  query Namesakes($name: String!) {
    namesakes(name: $name) {
      id
      ...ListingLinkFields
    }
  }
`);

/** Ask which line is meant by a name that several lines bear. */
export function WhichOne({ name }: { name: string }) {
  const { data } = useAnswer(NamesakesQuery, { name }, { typenames: ['Listing'] });
  if (!data || data.namesakes.length === 0) return null;
  return (
    <Callout tone="attention" icon={IconHelpCircle} title={`Which “${name}”?`} role="status">
      Several cell lines bear this name. They are not the same.
      <ListingLinks listings={data.namesakes} />
    </Callout>
  );
}
