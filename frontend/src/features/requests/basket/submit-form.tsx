import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type SubmitEvent } from 'react';

import { Callout } from '@/components/callout';
import { CommandDialog } from '@/components/command-dialog';
import { Section } from '@/components/section';
import { graphql } from '@/graphql/gql';
import type { Problem } from '@/lib/outcome';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';

const RequestSubmit = graphql(`
  mutation RequestSubmit($input: RequestSubmitInput!) {
    requestSubmit(input: $input) {
      request {
        id
        number
        state
        stage
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

const useRequestSubmit = () => useCommand(RequestSubmit, (data) => data.requestSubmit);

interface SubmitFormProps {
  request: string;
  canSubmit: boolean;
  lastAddress: string;
  /** What is submitted, in a few words. */
  summary: string;
}

/** Say where it is to go, and submit. */
export function SubmitForm({ request, canSubmit, lastAddress, summary }: SubmitFormProps) {
  const navigate = useNavigate();
  const { run } = useRequestSubmit();
  const field = useRef<HTMLTextAreaElement>(null);
  const [address, setAddress] = useState(lastAddress);
  const [mistake, setMistake] = useState<string | null>(null);
  const [isAsking, setIsAsking] = useState(false);

  const ask = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (address.trim() === '') {
      setMistake('Enter the address that the material is to go to.');
      field.current?.focus();
    } else setIsAsking(true);
  };

  const submit = async () => {
    const outcome = await run({ request, shippingAddress: address.trim() });
    if (!outcome.ok) setMistake(messageFor('shippingAddress', outcome.problems));
    return outcome;
  };

  return (
    <Section
      title="Submit"
      lead="What you ask for is then held for you for some time, while the providers decide."
    >
      <form noValidate onSubmit={ask}>
        <Stack>
          <Textarea
            ref={field}
            label="Shipping address"
            description="Institution, laboratory, person, street, city, country. Only the providers see it."
            autosize
            minRows={4}
            maxLength={1000}
            required
            value={address}
            error={mistake}
            onChange={(event) => {
              setAddress(event.currentTarget.value);
              setMistake(null);
            }}
          />
          {!canSubmit && (
            <Callout tone="attention" icon={IconAlertTriangle} title="Not yet">
              A line that may not be used for this project stands in the way. Remove it, or change the
              project.
            </Callout>
          )}
          <Group>
            <Button type="submit" disabled={!canSubmit}>
              Submit the request
            </Button>
          </Group>
        </Stack>
      </form>
      <CommandDialog
        title="Submit the request"
        confirmLabel="Submit"
        isOpen={isAsking}
        onClose={() => {
          setIsAsking(false);
        }}
        run={submit}
        onDone={() => {
          toast('Your request was submitted.');
          void navigate({ to: '/requests/$requestId', params: { requestId: request } });
        }}
      >
        <Text size="sm">
          You submit {summary}. The lines and the purpose cannot be changed afterwards; you can withdraw the
          request until something is shipped.
        </Text>
      </CommandDialog>
    </Section>
  );
}

function messageFor(name: string, problems: readonly Problem[]): string | null {
  return problems.find(({ field }) => field === name)?.message ?? null;
}
