import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';

import { confirmed } from '@/components/confirm';
import { ProblemAlert } from '@/components/problem-alert';
import { graphql } from '@/graphql/gql';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';

const ShipmentShip = graphql(`
  mutation ShipmentShip($input: ShipmentShipInput!) {
    shipmentShip(input: $input) {
      shipment {
        id
        part {
          id
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

const missing = (what: string) => (value: string) => (value.trim() === '' ? `Enter the ${what}.` : null);

const LEAVING = {
  title: 'Hand over to the carrier',
  text:
    'Everything is checked once more as it leaves: consent, ethics, committee, agreement and hold. ' +
    'The stock then goes down by what is in the parcel. This cannot be taken back.',
  confirmLabel: 'It has left',
};

/** Hand the shipment to its carrier. */
export function ShipForm({ shipment }: { shipment: string }) {
  const { run } = useCommand(ShipmentShip, (data) => data.shipmentShip);
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { carrier: '', waybill: '' },
    validate: { carrier: missing('carrier'), waybill: missing('waybill') },
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(
        (papers) => confirmed(LEAVING, () => run({ shipment, ...papers })),
        () => {
          toast('The shipment is on its way.');
        },
      )}
    >
      <Stack>
        <ProblemAlert problems={problems} title="The shipment stays here" />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label="Carrier"
            description="Who takes it along."
            required
            maxLength={100}
            {...form.getInputProps('carrier')}
          />
          <TextInput
            label="Waybill"
            description="The number by which the carrier finds it."
            required
            maxLength={100}
            {...form.getInputProps('waybill')}
          />
        </SimpleGrid>
        <Group>
          <Button type="submit" loading={isBusy}>
            Ship…
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
