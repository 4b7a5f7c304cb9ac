import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';

import { confirmed } from '@/components/confirm';
import { ProblemAlert } from '@/components/problem-alert';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { ReceiptCondition } from '@/graphql/graphql';
import { announce } from '@/lib/announcements';
import { count } from '@/lib/format';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';

import {
  CONDITION_KEYS,
  CONDITIONS,
  NOTE_LENGTH,
  restInGoodCondition,
  summaryOf,
  type ReceiptItem,
} from './conditions';

const ReceiptItemFields = graphql(`
  fragment ReceiptItemFields on ShipmentItem {
    id
    lotCode
    listingTitle
    quantity
    unit
  }
`);

const ShipmentConfirmReceipt = graphql(`
  mutation ShipmentConfirmReceipt($input: ShipmentConfirmReceiptInput!) {
    shipmentConfirmReceipt(input: $input) {
      shipment {
        id
        part {
          id
          request {
            id
          }
          lines {
            id
          }
        }
      }
      errors {
        code
        message
        field
        params
      }
    }
  }
`);

interface ReceiptFormProps {
  shipment: string;
  items: readonly FragmentType<typeof ReceiptItemFields>[];
}

/** Have the recipient say of every item how it arrived. */
export function ReceiptForm({ shipment, items }: ReceiptFormProps) {
  const found = readFragment(ReceiptItemFields, items);
  const { run } = useCommand(ShipmentConfirmReceipt, (data) => data.shipmentConfirmReceipt);
  const { form, problems, isBusy, element, submit } = useCommandForm<{ items: ReceiptItem[] }>({
    initialValues: { items: found.map(({ id }) => ({ item: id, condition: '', note: '' })) },
    validate: { items: { condition: (value) => (value === '' ? 'Say how it arrived.' : null) } },
  });
  const send = ({ items: receipts }: { items: ReceiptItem[] }) =>
    confirmed(
      {
        title: 'Confirm the receipt',
        text: `${summaryOf(receipts)}. The provider is told, and it cannot be changed afterwards.`,
        confirmLabel: 'Confirm the receipt',
      },
      () =>
        run({
          shipment,
          items: receipts.map(({ item, condition, note }) => ({
            item,
            // The form is not sent before each item has one.
            condition: condition as ReceiptCondition,
            note: note.trim(),
          })),
        }),
    );

  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(send, () => {
        toast('The receipt is confirmed.');
      })}
    >
      <Stack>
        <ProblemAlert problems={problems} title="The receipt is not confirmed" />
        {found.length > 1 && (
          <Group>
            <Button
              variant="default"
              onClick={() => {
                form.setFieldValue('items', restInGoodCondition(form.values.items));
                form.clearErrors();
                announce('The items not chosen yet are in good condition.');
              }}
            >
              All others arrived in good condition
            </Button>
          </Group>
        )}
        {found.map(({ id, lotCode, listingTitle, quantity, unit }, place) => (
          <Fieldset
            key={id}
            legend={`${lotCode} · ${listingTitle}, ${count(quantity, unit)}`}
            variant="unstyled"
          >
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <NativeSelect
                label="How it arrived"
                required
                {...form.getInputProps(`items.${place}.condition`)}
                aria-invalid={form.errors[`items.${place}.condition`] !== undefined}
              >
                <option value="">Choose…</option>
                {CONDITION_KEYS.map((key) => (
                  <option key={key} value={key}>
                    {CONDITIONS[key]}
                  </option>
                ))}
              </NativeSelect>
              <TextInput
                label="Note"
                placeholder="What you found, if anything"
                maxLength={NOTE_LENGTH}
                {...form.getInputProps(`items.${place}.note`)}
              />
            </SimpleGrid>
          </Fieldset>
        ))}
        <Group>
          <Button type="submit" loading={isBusy}>
            Confirm the receipt…
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
