import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';

import { makeFragmentData } from '@/graphql/fragment-masking';
import { show } from '@/lib/testing/show';

import { RemedyFields, RemedyList } from './remedy-list';

const remedy = (changes: string[]) =>
  makeFragmentData({ __typename: 'Remedy' as const, changes, verdict: 'PERMIT' as const }, RemedyFields);

it('names each change, and what the answer would be', () => {
  show(<RemedyList remedy={remedy(['Make no commercial use.', 'Leave out the diseases.'])} />);
  expect(screen.getByText('What would change this: 2 changes of the project')).toBeVisible();
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'Make no commercial use.',
    'Leave out the diseases.',
  ]);
  expect(screen.getByText('It then says: may be used.')).toBeVisible();
});

it('counts a single change', () => {
  show(<RemedyList remedy={remedy(['Make no commercial use.'])} />);
  expect(screen.getByText('What would change this: one change of the project')).toBeVisible();
});
