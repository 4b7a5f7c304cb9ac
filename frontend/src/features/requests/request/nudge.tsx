import { Button, Stack } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useState } from 'react';

import { ProblemAlert } from '@/components/problem-alert';
import { graphql } from '@/graphql/gql';
import type { Problem } from '@/lib/outcome';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';

const LineNudge = graphql(`
  mutation LineNudge($input: LineNudgeInput!) {
    lineNudge(input: $input) {
      line {
        id
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

interface NudgeProps {
  line: string;
  /** What was asked for. */
  title: string;
}

/** Remind the committee of what one has asked for. */
export function Nudge({ line, title }: NudgeProps) {
  const { run, isRunning } = useCommand(LineNudge, (data) => data.lineNudge);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const nudge = async () => {
    const outcome = await run({ line });
    setProblems(outcome.ok ? [] : outcome.problems);
    if (outcome.ok) toast('The committee is reminded.');
  };
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconBell size={16} aria-hidden />}
        loading={isRunning}
        aria-label={`Remind the committee of ${title}`}
        onClick={() => void nudge()}
      >
        Remind the committee
      </Button>
      <ProblemAlert problems={problems} title="Not reminded" />
    </Stack>
  );
}
