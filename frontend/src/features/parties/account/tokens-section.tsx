import { Button, Code, Group, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';

import { AnswerView } from '@/components/answer-view';
import { Callout } from '@/components/callout';
import { CommandDialog } from '@/components/command-dialog';
import { CopyButton } from '@/components/copy-button';
import { DayOf } from '@/components/moment';
import { ProblemAlert } from '@/components/problem-alert';
import { Section } from '@/components/section';
import { tokenState } from '@/features/parties/account/token-state';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { toast } from '@/lib/toast';
import { useAnswer } from '@/lib/use-answer';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';
import { useNow } from '@/lib/use-now';

const TokenFields = graphql(`
  fragment TokenFields on ApiToken {
    id
    name
    createdAt
    expiresAt
    lastUsedAt
    revokedAt
  }
`);

const TokensQuery = graphql(`
  query Tokens {
    viewer {
      id
      apiTokens {
        id
        ...TokenFields
      }
    }
  }
`);

const TokenCreate = graphql(`
  mutation TokenCreate($input: TokenCreateInput!) {
    tokenCreate(input: $input) {
      secret
      apiToken {
        ...TokenFields
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

const TokenRevoke = graphql(`
  mutation TokenRevoke($input: TokenRevokeInput!) {
    tokenRevoke(input: $input) {
      apiToken {
        ...TokenFields
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

const useTokenCreate = () => useCommand(TokenCreate, (data) => data.tokenCreate);
const useTokenRevoke = () => useCommand(TokenRevoke, (data) => data.tokenRevoke);

/** Tokens with which the person's scripts use the API. */
export function TokensSection() {
  const answer = useAnswer(TokensQuery, {}, { typenames: ['ApiToken'] });
  return (
    <Stack gap="xl">
      <TokenForm />
      <Section title="Your tokens">
        <AnswerView answer={answer}>
          {({ viewer }) =>
            viewer && viewer.apiTokens.length > 0 ? (
              <TokenTable tokens={viewer.apiTokens} />
            ) : (
              <Text c="dimmed">You have no tokens. A script needs one; the pages do not.</Text>
            )
          }
        </AnswerView>
      </Section>
    </Stack>
  );
}

function TokenForm() {
  const { run } = useTokenCreate();
  const [secret, setSecret] = useState<string | null>(null);
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { name: '', days: '90' },
    validate: { name: (value) => (value.trim() === '' ? 'Say what it is for.' : null) },
  });
  return (
    <Section
      title="New token"
      lead="A token may do what you may do, except sign agreements. Send it as “Authorization: Bearer …”."
    >
      <form
        ref={element}
        noValidate
        onSubmit={submit(
          ({ name, days }) => run({ name: name.trim(), days: Number(days) }),
          (payload) => {
            setSecret(payload.secret ?? null);
            form.reset();
          },
        )}
      >
        <Stack>
          <ProblemAlert problems={problems} title="No token was made" />
          <Group align="flex-start">
            <TextInput
              label="What it is for"
              placeholder="Nightly inventory import"
              flex="1 1 16rem"
              required
              {...form.getInputProps('name')}
            />
            <NativeSelect
              label="Valid for"
              data={[
                { value: '30', label: '30 days' },
                { value: '90', label: '90 days' },
                { value: '365', label: 'One year' },
              ]}
              {...form.getInputProps('days')}
            />
          </Group>
          <Group>
            <Button type="submit" loading={isBusy}>
              Make a token
            </Button>
          </Group>
        </Stack>
      </form>
      {secret !== null && (
        <Callout role="status" tone="info" icon={IconKey} title="Copy the token now; it is not shown again">
          <Stack gap="sm">
            <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {secret}
            </Code>
            <Group>
              <CopyButton value={secret} label="Copy the token" />
              <Button
                size="sm"
                variant="default"
                onClick={() => {
                  setSecret(null);
                }}
              >
                I have kept it
              </Button>
            </Group>
          </Stack>
        </Callout>
      )}
    </Section>
  );
}

interface TokenTableProps {
  tokens: readonly ({ id: string } & FragmentType<typeof TokenFields>)[];
}

function TokenTable({ tokens }: TokenTableProps) {
  const { run } = useTokenRevoke();
  const now = useNow();
  const [doomed, setDoomed] = useState<{ id: string; name: string } | null>(null);
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">For</Table.Th>
            <Table.Th scope="col">Made</Table.Th>
            <Table.Th scope="col">Last used</Table.Th>
            <Table.Th scope="col">State</Table.Th>
            <Table.Th scope="col">Actions</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {readFragment(TokenFields, tokens).map((token) => {
            const state = tokenState(token, now);
            return (
              <Table.Tr key={token.id}>
                <Table.Th scope="row">{token.name}</Table.Th>
                <Table.Td>
                  <DayOf iso={token.createdAt} />
                </Table.Td>
                <Table.Td>{token.lastUsedAt ? <DayOf iso={token.lastUsedAt} /> : 'Never'}</Table.Td>
                <Table.Td>
                  {state === 'valid' && (
                    <>
                      Valid until <DayOf iso={token.expiresAt} />
                    </>
                  )}
                  {state === 'expired' && 'Expired'}
                  {state === 'revoked' && 'Revoked'}
                </Table.Td>
                <Table.Td>
                  {state === 'valid' && (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Revoke the token ${token.name}`}
                      onClick={() => {
                        setDoomed(token);
                      }}
                    >
                      Revoke
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      <CommandDialog
        title={`Revoke the token ${doomed?.name ?? ''}`}
        confirmLabel="Revoke"
        isDanger
        isOpen={doomed !== null}
        onClose={() => {
          setDoomed(null);
        }}
        run={() => run({ token: doomed?.id ?? '' })}
        onDone={() => {
          toast('The token was revoked.');
        }}
      >
        <Text size="sm">Scripts that use it are refused from now on. This cannot be undone.</Text>
      </CommandDialog>
    </Table.ScrollContainer>
  );
}
