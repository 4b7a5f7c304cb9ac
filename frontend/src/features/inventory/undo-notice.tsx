import { Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';

import { Callout } from '@/components/callout';
import { Moment } from '@/components/moment';
import { ProblemAlert } from '@/components/problem-alert';
import { graphql } from '@/graphql/gql';
import { count, list } from '@/lib/format';
import type { Problem } from '@/lib/outcome';
import { useCommand } from '@/lib/use-command';

const ListingsUndoEdit = graphql(`
  mutation ListingsUndoEdit($input: ListingsUndoEditInput!) {
    listingsUndoEdit(input: $input) {
      bulkEdit {
        id
        listings {
          id
        }
        left {
          id
          title
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

/** A bulk edit that was made just now. */
export interface Made {
  id: string;
  changed: number;
  undoUntil: string;
}

/** Say what a bulk edit did, and offer to undo it. */
export function UndoNotice({ made }: { made: Made }) {
  const { run, isRunning } = useCommand(ListingsUndoEdit, (data) => data.listingsUndoEdit);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [left, setLeft] = useState<readonly string[] | null>(null);

  const undo = async () => {
    const outcome = await run({ bulkEdit: made.id });
    if (outcome.ok) setLeft(outcome.value.bulkEdit?.left.map(({ title }) => title) ?? []);
    else setProblems(outcome.problems);
  };

  if (left !== null) {
    return (
      <Callout tone="positive" icon={IconArrowBackUp} title="The change is undone" role="status">
        {left.length > 0 && (
          <Text size="sm">Changed since, and therefore left as they are: {list(left)}.</Text>
        )}
      </Callout>
    );
  }
  return (
    <>
      <ProblemAlert problems={problems} title="The change was not undone" />
      <Callout
        tone="positive"
        icon={IconCheck}
        title={`${count(made.changed, 'listing')} changed`}
        role="status"
      >
        {made.changed > 0 && (
          <Group gap="sm" mt="xs">
            <Button
              size="sm"
              variant="default"
              loading={isRunning}
              leftSection={<IconArrowBackUp size={18} aria-hidden />}
              onClick={() => void undo()}
            >
              Undo
            </Button>
            <Text size="sm">
              Possible until <Moment iso={made.undoUntil} />.
            </Text>
          </Group>
        )}
      </Callout>
    </>
  );
}
