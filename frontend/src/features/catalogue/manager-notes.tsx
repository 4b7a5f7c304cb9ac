import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCopy, IconEyeOff } from '@tabler/icons-react';

import { Callout } from '@/components/callout';
import { CommandDialog } from '@/components/command-dialog';
import { ListingLinks } from '@/features/catalogue/listing-links';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';
import { useMay } from '@/lib/viewer';

export const ManagerNotesFields = graphql(`
  fragment ManagerNotesFields on Listing {
    id
    warning
    warningReason
    duplicateCandidates {
      id
      ...ListingLinkFields
    }
  }
`);

const Acknowledge = graphql(`
  mutation ListingAcknowledgeWarning($input: ListingAcknowledgeWarningInput!) {
    listingAcknowledgeWarning(input: $input) {
      listing {
        id
        visibility
        warningReason
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

/** What its own people should see to before others find the listing. */
export function ManagerNotes({ listing }: { listing: FragmentType<typeof ManagerNotesFields> }) {
  const { id, warning, warningReason, duplicateCandidates } = readFragment(ManagerNotesFields, listing);
  const mayList = useMay('IMPORT_LISTINGS');
  return (
    <Stack gap="sm">
      {warning !== '' && warningReason === '' && (
        <Callout tone="attention" icon={IconEyeOff} title="Only your unit sees it">
          <Text size="sm" mb="xs">
            A problematic item is offered once somebody has said why.
          </Text>
          {mayList && <AcknowledgeButton listing={id} />}
        </Callout>
      )}
      {duplicateCandidates.length > 0 && (
        <Callout tone="attention" icon={IconCopy} title="Your unit may list it twice">
          <ListingLinks listings={duplicateCandidates} />
        </Callout>
      )}
    </Stack>
  );
}

function AcknowledgeButton({ listing }: { listing: string }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const { run } = useCommand(Acknowledge, (data) => data.listingAcknowledgeWarning);
  return (
    <>
      <Button variant="default" onClick={open}>
        List it all the same…
      </Button>
      <CommandDialog
        title="List a problematic item"
        confirmLabel="List it"
        isOpen={isOpen}
        onClose={close}
        reason={{
          label: 'Why it is listed',
          description: 'Everybody reads it beside the warning; your name is kept with it.',
          isRequired: true,
        }}
        run={(reason) => run({ listing, reason })}
        onDone={() => {
          toast('It is listed, with its warning and your reason.');
        }}
      >
        <Text size="sm">The warning stays with it wherever it is shown.</Text>
      </CommandDialog>
    </>
  );
}
