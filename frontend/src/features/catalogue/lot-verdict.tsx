import { Button, Popover } from '@mantine/core';

import { ListingVerdictFields } from '@/components/listing-verdict';
import { ReasonList } from '@/components/reason-list';
import { VerdictBadge } from '@/components/verdict-badge';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';

interface LotVerdictProps {
  verdict: FragmentType<typeof ListingVerdictFields>;
  code: string;
}

/** The verdict on one lot; its reasons open on demand, as many lots share them. */
export function LotVerdict({ verdict, code }: LotVerdictProps) {
  const found = readFragment(ListingVerdictFields, verdict);
  return (
    <>
      <VerdictBadge verdict={found.verdict} />
      {found.reasons.length > 0 && (
        <Popover width={340} withArrow shadow="md" trapFocus returnFocus>
          <Popover.Target>
            <Button variant="subtle" size="compact-sm" aria-label={`Why, for ${code}`}>
              Why?
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <ReasonList reasons={found.reasons} />
          </Popover.Dropdown>
        </Popover>
      )}
    </>
  );
}
