import { Stack, Text } from '@mantine/core';

import { ReasonList } from '@/components/reason-list';
import { VerdictBadge, VERDICTS } from '@/components/verdict-badge';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { number } from '@/lib/format';

export const ListingVerdictFields = graphql(`
  fragment ListingVerdictFields on ListingVerdict {
    verdict
    lotsPermitted
    lotsTotal
    reasons {
      code
      ...ReasonFields
    }
  }
`);

interface ListingVerdictProps {
  verdict: FragmentType<typeof ListingVerdictFields>;
  /** Show no more than so many reasons. */
  limit?: number;
}

/** The verdict on a listing for a project, with its reasons and how much of the stock it concerns. */
export function ListingVerdict({ verdict, limit }: ListingVerdictProps) {
  const found = readFragment(ListingVerdictFields, verdict);
  return (
    <Stack gap="xs" align="flex-start">
      <VerdictBadge verdict={found.verdict} />
      {found.lotsTotal != null && found.lotsPermitted != null && found.lotsPermitted < found.lotsTotal && (
        <Text size="sm">
          {number(found.lotsPermitted)} of {number(found.lotsTotal)} may be used for this project.
        </Text>
      )}
      {found.reasons.length === 0 ? (
        <Text size="sm" c="dimmed">
          {VERDICTS[found.verdict].note}
        </Text>
      ) : (
        <ReasonList reasons={found.reasons} {...(limit !== undefined && { limit })} />
      )}
    </Stack>
  );
}
