import type { ReactNode } from 'react';

import { Facts, type Fact } from '@/components/facts';
import { TextLink } from '@/components/links';
import { factValue } from '@/features/catalogue/fact-value';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { Origin } from '@/graphql/graphql';

export const KindFactsFields = graphql(`
  fragment KindFactsFields on Listing {
    origin
    hasStock
    facts {
      name
      title
      type
      values
      unit
    }
    sampleCollection {
      parent {
        listing {
          id
          title
        }
      }
      subCollections {
        listing {
          id
          title
        }
      }
    }
    protocol {
      supersedes {
        listing {
          id
          title
        }
      }
      supersededBy {
        listing {
          id
          title
        }
      }
    }
  }
`);

const ORIGINS: Record<Origin, string> = {
  NOT_HUMAN: 'Not human',
  HUMAN_ANONYMOUS: 'Human, anonymous: nobody can tell the donors any more',
  HUMAN_CODED: 'Human, coded: the provider holds the key to the donors',
};

interface Neighbour {
  listing: { id: string; title: string };
}

/** What a listing says of itself by its kind. */
export function KindFacts({ listing }: { listing: FragmentType<typeof KindFactsFields> }) {
  const found = readFragment(KindFactsFields, listing);
  const { origin, hasStock, facts, sampleCollection, protocol } = found;
  return (
    <Facts
      facts={[
        ...neighbours('Part of', [sampleCollection?.parent]),
        ...neighbours('Sub-collections', sampleCollection?.subCollections ?? []),
        ...neighbours('Replaces', [protocol?.supersedes]),
        ...neighbours('Replaced by', [protocol?.supersededBy]),
        ...facts.map((fact) => ({ name: fact.title, value: factValue(fact) })),
        { name: 'Origin', value: hasStock && ORIGINS[origin] },
      ]}
    />
  );
}

function neighbours(name: string, rows: readonly (Neighbour | null | undefined)[]): Fact[] {
  const links = rows.flatMap((row) =>
    row
      ? [
          <TextLink key={row.listing.id} to="/listings/$listingId" params={{ listingId: row.listing.id }}>
            {row.listing.title}
          </TextLink>,
        ]
      : [],
  );
  return links.length > 0 ? [{ name, value: separated(links) }] : [];
}

function separated(nodes: readonly ReactNode[]): ReactNode {
  return nodes.flatMap((node, index) => (index > 0 ? ['; ', node] : [node]));
}
