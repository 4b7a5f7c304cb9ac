import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { CommandDialog } from '@/components/command-dialog';
import { graphql } from '@/graphql/gql';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';

const ShipmentCancel = graphql(`
  mutation ShipmentCancel($input: ShipmentCancelInput!) {
    shipmentCancel(input: $input) {
      shipment {
        id
        part {
          id
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

/** Unpack a shipment that has not left. */
export function Cancel({ shipment }: { shipment: string }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const { run } = useCommand(ShipmentCancel, (data) => data.shipmentCancel);
  return (
    <>
      <Button variant="default" onClick={open}>
        Cancel the shipment…
      </Button>
      <CommandDialog
        title="Cancel the shipment"
        confirmLabel="Unpack it"
        isDanger
        isOpen={isOpen}
        onClose={close}
        run={() => run({ shipment })}
        onDone={() => {
          toast('The shipment is cancelled; its lines can be packed anew.');
        }}
      >
        <Text size="sm">
          What was packed is unpacked. The lines stay approved and held, and can go into another shipment.
        </Text>
      </CommandDialog>
    </>
  );
}
