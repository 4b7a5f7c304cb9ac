import { Button, Group, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';

import { pieceOf } from '@/components/listing-kind';
import { TextLink } from '@/components/links';
import { ListingVerdict } from '@/components/listing-verdict';
import { ProblemAlert } from '@/components/problem-alert';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { count } from '@/lib/format';
import type { Problem } from '@/lib/outcome';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';

import classes from '@/features/requests/requests.module.css';

const BasketLineFields = graphql(`
  fragment BasketLineFields on RequestLine {
    id
    quantity
    listing {
      id
      title
      kind
    }
    lots {
      quantity
      lot {
        id
        code
      }
    }
    currentVerdict {
      ...ListingVerdictFields
    }
  }
`);

const RequestRemoveLine = graphql(`
  mutation RequestRemoveLine($input: RequestRemoveLineInput!) {
    requestRemoveLine(input: $input) {
      request {
        id
        lines {
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

const useRequestRemoveLine = () => useCommand(RequestRemoveLine, (data) => data.requestRemoveLine);

interface BasketLineProps {
  line: FragmentType<typeof BasketLineFields>;
  project: string;
}

/** One thing in the basket. */
export function BasketLine({ line, project }: BasketLineProps) {
  const { id, listing, quantity, lots, currentVerdict } = readFragment(BasketLineFields, line);
  const { run, isRunning } = useRequestRemoveLine();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const remove = async () => {
    const outcome = await run({ line: id });
    if (outcome.ok) toast('It is no longer in the basket.');
    else setProblems(outcome.problems);
  };
  return (
    <div className={classes.line}>
      <Group justify="space-between" align="flex-start" wrap="wrap">
        <Stack gap={4} flex="1 1 18rem" miw={0}>
          <TextLink
            to="/listings/$listingId"
            params={{ listingId: listing.id }}
            search={{ project }}
            fw={600}
          >
            {listing.title}
          </TextLink>
          <Text size="sm" c="dimmed">
            {count(quantity, pieceOf(listing.kind))}
            {lots.length > 0 && `: ${lots.map(({ lot }) => lot.code).join(', ')}`}
          </Text>
        </Stack>
        <Button
          variant="default"
          size="sm"
          loading={isRunning}
          leftSection={<IconTrash size={16} aria-hidden />}
          aria-label={`Remove ${listing.title}`}
          onClick={remove}
        >
          Remove
        </Button>
      </Group>
      <ProblemAlert problems={problems} title="Not removed" />
      <ListingVerdict verdict={currentVerdict} limit={4} />
    </div>
  );
}
