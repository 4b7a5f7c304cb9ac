import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { ProblemAlert } from '@/components/problem-alert';
import { graphql } from '@/graphql/gql';
import type { Problem } from '@/lib/outcome';
import { useCommand } from '@/lib/use-command';

const ImportApply = graphql(`
  mutation ImportApply($input: ImportApplyInput!) {
    importApply(input: $input) {
      importRun {
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

const ImportCancel = graphql(`
  mutation ImportCancel($input: ImportCancelInput!) {
    importCancel(input: $input) {
      importRun {
        id
        state
        finishedAt
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

/** Import what a preview has shown. */
export function ApplyPreview({ runId, hasProblems }: { runId: string; hasProblems: boolean }) {
  const { run, isRunning } = useCommand(ImportApply, (data) => data.importApply);
  const [strict, setStrict] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const navigate = useNavigate();
  const apply = async () => {
    const outcome = await run({ preview: runId, strict });
    if (!outcome.ok) {
      setProblems(outcome.problems);
      return;
    }
    const next = outcome.value.importRun?.id ?? '';
    await navigate({ to: '/imports/$runId', params: { runId: next } });
  };
  return (
    <Stack gap="sm">
      <ProblemAlert problems={problems} title="Not imported" />
      {hasProblems && (
        <Checkbox
          label="All rows or none"
          description="Import nothing while a row is wrong."
          checked={strict}
          onChange={(event) => {
            setStrict(event.currentTarget.checked);
          }}
        />
      )}
      <Group>
        <Button loading={isRunning} onClick={() => void apply()}>
          Import
        </Button>
      </Group>
    </Stack>
  );
}

/** Call an import off while it runs. */
export function CancelImport({ runId }: { runId: string }) {
  const { run, isRunning } = useCommand(ImportCancel, (data) => data.importCancel);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const cancel = async () => {
    const outcome = await run({ importRun: runId });
    setProblems(outcome.ok ? [] : outcome.problems);
  };
  return (
    <Stack gap="sm">
      <ProblemAlert problems={problems} title="Not cancelled" />
      <Group>
        <Button variant="default" loading={isRunning} onClick={() => void cancel()}>
          Cancel the import
        </Button>
      </Group>
    </Stack>
  );
}
