import { Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';

import { TextLink } from '@/components/links';
import { StatusBadge } from '@/components/status-badge';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { FindingSeverity } from '@/graphql/graphql';
import { count } from '@/lib/format';

export const FindingFields = graphql(`
  fragment FindingFields on Finding {
    check
    severity
    sentence
    mend
    of
    listing {
      id
      title
    }
  }
`);

const BADGES: Record<FindingSeverity, Parameters<typeof StatusBadge>[0]> = {
  ERROR: { tone: 'negative', icon: IconCircleX, label: 'Wrong' },
  WARNING: { tone: 'attention', icon: IconAlertTriangle, label: 'Could be better' },
  NOTE: { tone: 'info', icon: IconInfoCircle, label: 'Worth a look' },
};

/** What is wrong with a unit's listings, for its own people: each matter once, with where it is and how to mend it. */
export function Findings({ findings }: { findings: readonly FragmentType<typeof FindingFields>[] }) {
  const all = readFragment(FindingFields, findings);
  const firsts = all.filter(({ check }, index) => all.findIndex((other) => other.check === check) === index);
  return (
    <section aria-label="What could be mended">
      <Text fw={600} size="sm" mb="xs">
        What could be mended; only your unit reads it
      </Text>
      <Stack gap="md">
        {firsts.map(({ check, severity, sentence, mend, of }) => (
          <Stack key={check} gap={4} align="flex-start">
            <StatusBadge {...BADGES[severity]} />
            <Text size="sm">
              {sentence} {mend}
            </Text>
            <Text size="sm">
              {count(of, 'listing')}:{' '}
              {all
                .filter((one) => one.check === check)
                .map(({ listing }, index) => (
                  <span key={listing.id}>
                    {index > 0 && ', '}
                    <TextLink to="/listings/$listingId" params={{ listingId: listing.id }}>
                      {listing.title}
                    </TextLink>
                  </span>
                ))}
            </Text>
          </Stack>
        ))}
      </Stack>
    </section>
  );
}
