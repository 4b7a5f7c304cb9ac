import { TextLink } from '@/components/links';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { joined } from '@/features/catalogue/joined';

import classes from './catalogue.module.css';

export const ListingLinkFields = graphql(`
  fragment ListingLinkFields on Listing {
    id
    title
    summary
    identifiers
    unit {
      id
      name
    }
  }
`);

export type ListingLinkData = FragmentType<typeof ListingLinkFields>;

/** Other listings, each with what tells it apart. */
export function ListingLinks({ listings }: { listings: readonly ListingLinkData[] }) {
  const found = readFragment(ListingLinkFields, listings);
  return (
    <ul className={classes.terms}>
      {found.map(({ id, title, summary, identifiers, unit }) => (
        <li key={id}>
          <TextLink to="/listings/$listingId" params={{ listingId: id }}>
            {joined([title, identifiers[0]], ' ')}
          </TextLink>
          {`: ${joined([summary, unit.name], ', ')}`}
        </li>
      ))}
    </ul>
  );
}
