import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import { pageArguments, PageInfoFields, Pager } from '@/components/pager';
import { makeFragmentData } from '@/graphql/fragment-masking';
import { show } from '@/lib/testing/show';

const info = (hasNextPage: boolean, hasPreviousPage: boolean) =>
  makeFragmentData(
    { __typename: 'PageInfo', hasNextPage, hasPreviousPage, startCursor: 'first', endCursor: 'last' },
    PageInfoFields,
  );

it('asks for the start, what is behind a cursor, or what is before one', () => {
  expect(pageArguments({})).toEqual({ first: 20, after: null, last: null, before: null });
  expect(pageArguments({ after: 'a' }, 5)).toEqual({ first: 5, after: 'a', last: null, before: null });
  expect(pageArguments({ before: 'b' }, 5)).toEqual({ first: null, after: null, last: 5, before: 'b' });
});

it('moves to both sides', async () => {
  const onMove = vi.fn();
  show(<Pager pageInfo={info(true, true)} total={43} of="listing" onMove={onMove} />);
  expect(screen.getByText('43 listings')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
  expect(onMove.mock.calls).toEqual([[{ after: 'last' }], [{ before: 'first' }]]);
});

it('keeps a closed way in the focus order and does nothing there', async () => {
  const onMove = vi.fn();
  show(<Pager pageInfo={info(true, false)} total={43} of="listing" onMove={onMove} />);
  const previous = screen.getByRole('button', { name: 'Previous' });
  expect(previous).toHaveAttribute('aria-disabled', 'true');
  await userEvent.click(previous);
  expect(onMove).not.toHaveBeenCalled();
});

it('shows no ways where one page is all', () => {
  show(<Pager pageInfo={info(false, false)} total={1} of="country" plural="countries" onMove={vi.fn()} />);
  expect(screen.getByText('1 country')).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
});
