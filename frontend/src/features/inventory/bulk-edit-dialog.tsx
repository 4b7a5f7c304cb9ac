import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';

import { ProblemAlert } from '@/components/problem-alert';
import { graphql } from '@/graphql/gql';
import type { ListingsEditPreviewQuery as PreviewAnswer } from '@/graphql/graphql';
import { messageOf, type Problem } from '@/lib/outcome';
import { useCommand } from '@/lib/use-command';

import { EMPTY, SharedFields, changeOf, type SharedValues } from './shared-fields';
import { PreviewTable, canApply } from './preview-table';
import type { Chosen } from './inventory-table';
import type { Made } from './undo-notice';

const ListingsEditPreview = graphql(`
  query ListingsEditPreview(
    $listings: [ID!]!
    $versions: [Int!]!
    $summary: String
    $warning: String
    $useTerms: String
    $command: ListingCommand
    $consortium: ID
    $withdrawalReason: String
  ) {
    listingsEditPreview(
      listings: $listings
      versions: $versions
      summary: $summary
      warning: $warning
      useTerms: $useTerms
      command: $command
      consortium: $consortium
      withdrawalReason: $withdrawalReason
    ) {
      listing {
        id
        title
      }
      ...PreviewRowFields
    }
  }
`);

const ListingsEdit = graphql(`
  mutation ListingsEdit($input: ListingsEditInput!) {
    listingsEdit(input: $input) {
      bulkEdit {
        id
        undoUntil
        listings {
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

interface BulkEditDialogProps {
  isOpen: boolean;
  chosen: Chosen;
  onClose: () => void;
  onMade: (made: Made) => void;
}

/** Change the chosen listings together: say what, see what it does, then do it. */
export function BulkEditDialog({ isOpen, chosen, onClose, onMade }: BulkEditDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Edit the chosen listings" size="xl">
      <BulkEdit chosen={chosen} onClose={onClose} onMade={onMade} />
    </Modal>
  );
}

function BulkEdit({ chosen, onClose, onMade }: Omit<BulkEditDialogProps, 'isOpen'>) {
  const client = useClient();
  const [values, setValues] = useState<SharedValues>(EMPTY);
  // A key for each form: what is sent twice is done once.
  const [clientKey, setClientKey] = useState(() => crypto.randomUUID());
  const [preview, setPreview] = useState<PreviewAnswer['listingsEditPreview'] | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [isLooking, setIsLooking] = useState(false);
  const { run, isRunning } = useCommand(ListingsEdit, (data) => data.listingsEdit);
  const asked = {
    listings: [...chosen.keys()],
    versions: [...chosen.values()].map(({ version }) => version),
    ...changeOf(values),
  };

  const look = async () => {
    setIsLooking(true);
    const { data, error } = await client.query(ListingsEditPreview, asked, { requestPolicy: 'network-only' });
    setIsLooking(false);
    setPreview(data?.listingsEditPreview ?? null);
    setProblems(error ? [{ code: 'PREVIEW', message: messageOf(error), field: null, params: {} }] : []);
  };

  const apply = async () => {
    const outcome = await run({ ...asked, clientKey });
    const edit = outcome.ok ? outcome.value.bulkEdit : null;
    if (edit) {
      onMade({ id: edit.id, changed: edit.listings.length, undoUntil: edit.undoUntil });
      onClose();
    } else if (!outcome.ok) {
      setProblems(outcome.problems);
      void look();
    }
  };

  return (
    <Stack>
      <ProblemAlert problems={problems} />
      {preview === null ? (
        <SharedFields values={values} chosen={chosen} onChange={setValues} />
      ) : (
        <PreviewTable rows={preview} />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        {preview === null ? (
          <Button
            loading={isLooking}
            disabled={Object.keys(changeOf(values)).length === 0}
            onClick={() => void look()}
          >
            Preview
          </Button>
        ) : (
          <>
            <Button
              variant="default"
              onClick={() => {
                setPreview(null);
                setProblems([]);
                setClientKey(crypto.randomUUID());
              }}
            >
              Back
            </Button>
            <Button loading={isRunning} disabled={!canApply(preview)} onClick={() => void apply()}>
              Apply
            </Button>
          </>
        )}
      </Group>
    </Stack>
  );
}
