import { Button, Code, Group, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';

import { CommandDialog } from '@/components/command-dialog';
import { CopyButton } from '@/components/copy-button';
import { ProblemAlert } from '@/components/problem-alert';
import { useGuardedAuth } from '@/components/reauthentication';
import { Section } from '@/components/section';
import type { AuthOutcome } from '@/lib/allauth';
import { count } from '@/lib/format';
import type { Problem } from '@/lib/outcome';

interface Codes {
  total_code_count: number;
  unused_code_count: number;
  unused_codes?: string[];
}

const PATH = 'account/authenticators/recovery-codes';

/** Codes on paper for the day when the phone is lost. */
export function RecoveryCodes() {
  const ask = useGuardedAuth();
  const [codes, setCodes] = useState<Codes | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [isRenewing, setIsRenewing] = useState(false);

  const take = (outcome: AuthOutcome<Codes>) => {
    if (outcome.ok) setCodes(outcome.value);
    else setProblems(outcome.problems);
    return outcome;
  };

  return (
    <Section
      title="Recovery codes"
      lead="Each signs you in once when your second step is lost. Keep them on paper."
    >
      <ProblemAlert problems={problems} title="The codes could not be shown" />
      {codes && (
        <>
          <Text size="sm">{count(codes.unused_code_count, 'code')} left.</Text>
          {codes.unused_codes ? (
            <>
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
                {codes.unused_codes.map((code) => (
                  <Code key={code} fz="md">
                    {code}
                  </Code>
                ))}
              </SimpleGrid>
              <Group>
                <CopyButton value={codes.unused_codes.join('\n')} label="Copy the codes" />
              </Group>
            </>
          ) : (
            <Text size="sm">
              They were shown already and are not shown again. Make new ones if you have lost them.
            </Text>
          )}
        </>
      )}
      <Group>
        <Button variant="default" onClick={() => ask<Codes>('GET', PATH).then(take)}>
          Show the codes
        </Button>
        <Button
          variant="default"
          onClick={() => {
            setIsRenewing(true);
          }}
        >
          Make new codes
        </Button>
      </Group>
      <CommandDialog
        title="Make new recovery codes"
        confirmLabel="Make new codes"
        isOpen={isRenewing}
        onClose={() => {
          setIsRenewing(false);
        }}
        run={() => ask<Codes>('POST', PATH).then(take)}
        onDone={() => {
          setProblems([]);
        }}
      >
        <Text size="sm">The codes that you have now will stop working.</Text>
      </CommandDialog>
    </Section>
  );
}
