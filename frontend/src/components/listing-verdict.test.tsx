import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';

import { ListingVerdict, ListingVerdictFields } from '@/components/listing-verdict';
import { ReasonFields } from '@/components/reason-list';
import { VerdictBadge, VERDICTS } from '@/components/verdict-badge';
import { makeFragmentData } from '@/graphql/fragment-masking';
import type { Verdict } from '@/graphql/graphql';
import { show } from '@/lib/testing/show';

const reason = (code: string, sentence: string, remedy: string | null = null) => ({
  __typename: 'Reason' as const,
  code,
  ...makeFragmentData({ __typename: 'Reason', code, sentence, remedy }, ReasonFields),
});

function showVerdict(
  verdict: Verdict,
  reasons: ReturnType<typeof reason>[],
  limit?: number,
  lots?: [number, number],
) {
  const found = {
    __typename: 'ListingVerdict' as const,
    verdict,
    reasons,
    lotsPermitted: lots?.[0] ?? null,
    lotsTotal: lots?.[1] ?? null,
  };
  show(
    <ListingVerdict
      verdict={makeFragmentData(found, ListingVerdictFields)}
      {...(limit !== undefined && { limit })}
    />,
  );
}

it.each(Object.keys(VERDICTS) as Verdict[])('says %s in words', (verdict) => {
  show(<VerdictBadge verdict={verdict} />);
  expect(screen.getByText(VERDICTS[verdict].label)).toBeVisible();
});

it('says what a verdict without reasons means', () => {
  showVerdict('PERMIT', []);
  expect(screen.getByText('Nothing stands against this use.')).toBeVisible();
});

it('shows each reason with its remedy', () => {
  showVerdict('DENY', [
    reason('npu', 'No commercial use.', 'Ask for a nonprofit project.'),
    reason('gs', 'EU only.'),
  ]);
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'No commercial use. Ask for a nonprofit project.',
    'EU only.',
  ]);
});

it('counts the reasons that it leaves out', () => {
  showVerdict('DENY', [reason('a', 'A.'), reason('b', 'B.'), reason('c', 'C.'), reason('d', 'D.')], 2);
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'A.',
    'B.',
    'and 2 more reasons',
  ]);
});

it('says how much of the stock it concerns, unless it is all of it', () => {
  showVerdict('CONDITIONAL', [], undefined, [38, 54]);
  expect(screen.getByText('38 of 54 may be used for this project.')).toBeVisible();
  showVerdict('PERMIT', [], undefined, [54, 54]);
  expect(screen.queryByText('54 of 54 may be used for this project.')).toBeNull();
});
