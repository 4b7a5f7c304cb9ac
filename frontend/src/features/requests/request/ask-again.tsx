import { Button, List, Modal, Stack, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { ProblemAlert } from '@/components/problem-alert';
import { graphql } from '@/graphql/gql';
import type { RequestCopyMutation } from '@/graphql/graphql';
import type { Problem } from '@/lib/outcome';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';

const RequestCopy = graphql(`
  mutation RequestCopy($input: RequestCopyInput!) {
    requestCopy(input: $input) {
      basket {
        id
      }
      leftOut {
        title
        why
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

type LeftOut = NonNullable<NonNullable<RequestCopyMutation['requestCopy']>['leftOut']>;

interface AskAgainProps {
  request: string;
  project: string;
}

/** Put what was asked for into the basket once more, and say what could not be. */
export function AskAgain({ request, project }: AskAgainProps) {
  const navigate = useNavigate();
  const { run, isRunning } = useCommand(RequestCopy, (data) => data.requestCopy);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [leftOut, setLeftOut] = useState<LeftOut>([]);
  const openBasket = () => void navigate({ to: '/basket', search: { project } });
  const copy = async () => {
    const outcome = await run({ request });
    if (!outcome.ok) {
      setProblems(outcome.problems);
      return;
    }
    const missing = outcome.value.leftOut ?? [];
    if (missing.length > 0) {
      setLeftOut(missing);
      return;
    }
    toast('It is in your basket again.');
    openBasket();
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCopy size={18} aria-hidden />}
        loading={isRunning}
        onClick={() => void copy()}
      >
        Ask again
      </Button>
      <Modal
        opened={problems.length > 0}
        onClose={() => {
          setProblems([]);
        }}
        title="It cannot be asked for again"
      >
        <ProblemAlert problems={problems} />
      </Modal>
      <Modal opened={leftOut.length > 0} onClose={openBasket} title="Some of it is not in your basket">
        <Stack>
          <Text size="sm">The rest is. What is left out:</Text>
          <List size="sm">
            {leftOut.map(({ title, why }) => (
              <List.Item key={title}>
                {title}: {why}
              </List.Item>
            ))}
          </List>
          <Button onClick={openBasket}>Open the basket</Button>
        </Stack>
      </Modal>
    </>
  );
}
