import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';

import { Dialogs } from '@/components/dialogs';
import { show } from '@/lib/testing/show';

import { ReceiptForm } from './receipt-form';

const { run } = vi.hoisted(() => ({ run: vi.fn() }));
vi.mock('@/lib/use-command', () => ({ useCommand: () => ({ run, isRunning: false }) }));

type Items = Parameters<typeof ReceiptForm>[0]['items'];

const items = [
  { id: 'i1', lotCode: 'BR1', listingTitle: 'Breast', quantity: 1, unit: 'aliquot' },
  { id: 'i2', lotCode: 'BR2', listingTitle: 'Breast', quantity: 2, unit: 'aliquot' },
] as unknown as Items;

beforeEach(() => {
  run.mockReset();
  show(
    <>
      <Dialogs />
      <ReceiptForm shipment="s1" items={items} />
    </>,
  );
});

const send = () => userEvent.click(screen.getByRole('button', { name: 'Confirm the receipt…' }));

it('wants every item accounted for', async () => {
  await send();
  expect(await screen.findAllByText('Say how it arrived.')).toHaveLength(2);
  expect(run).not.toHaveBeenCalled();
});

it('sends each item’s condition once it is confirmed', async () => {
  run.mockResolvedValue({ ok: true, value: { shipment: { id: 's1' }, errors: [] } });
  const [first] = screen.getAllByRole('combobox', { name: 'How it arrived' });
  const [note] = screen.getAllByRole('textbox', { name: 'Note' });
  if (!first || !note) throw new Error('The form has no fields.');
  await userEvent.selectOptions(first, 'THAWED');
  await userEvent.type(note, ' No dry ice left. ');
  await userEvent.click(screen.getByRole('button', { name: 'All others arrived in good condition' }));
  await send();
  expect(await screen.findByText(/1 item in good condition and 1 item thawed/)).toBeVisible();
  expect(run).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Confirm the receipt' }));
  await waitFor(() => {
    expect(run).toHaveBeenCalledExactlyOnceWith({
      shipment: 's1',
      items: [
        { item: 'i1', condition: 'THAWED', note: 'No dry ice left.' },
        { item: 'i2', condition: 'GOOD', note: '' },
      ],
    });
  });
});

it('sends nothing that was not confirmed', async () => {
  await userEvent.click(screen.getByRole('button', { name: 'All others arrived in good condition' }));
  await send();
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
  await waitFor(() => {
    expect(screen.getByRole('button', { name: 'Confirm the receipt…' })).toBeEnabled();
  });
  expect(run).not.toHaveBeenCalled();
});
