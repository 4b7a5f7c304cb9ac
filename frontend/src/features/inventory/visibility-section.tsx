import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';

import { CommandDialog } from '@/components/command-dialog';
import { Section } from '@/components/section';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { ListingCommand, Visibility } from '@/graphql/graphql';
import { toast } from '@/lib/toast';

import { ConsortiumPicker } from './consortium-picker';
import { useMove } from './use-move';
import { VisibilityBadge } from './visibility-badge';

const VisibilitySectionFields = graphql(`
  fragment VisibilitySectionFields on Listing {
    id
    visibility
    withdrawalReason
    consortium {
      id
      name
    }
    unit {
      id
      organisation {
        id
      }
    }
    management {
      version
      commands
    }
  }
`);

const SENTENCES = {
  DRAFT: 'Only your unit sees it.',
  CONSORTIUM: 'Your unit and the members of one consortium see it.',
  PUBLIC: 'Everybody sees it and can ask for it.',
  WITHDRAWN: 'It is no longer offered, and only your unit sees it.',
} as const satisfies Record<Visibility, string>;

const MOVES = {
  PUBLISH: {
    label: 'Publish',
    text: 'Everybody will find it, and researchers can ask for it.',
    done: 'The listing is public.',
  },
  RESTRICT: {
    label: 'Share in a consortium',
    text: 'Members of the consortium will find it and can ask for it; others will not. What others requested before goes on.',
    done: 'The listing is shared in the consortium.',
  },
  RETRACT: {
    label: 'Take back into draft',
    text: 'Only your unit will see it until you publish it again. Open requests go on; new ones are refused.',
    done: 'The listing is a draft again.',
  },
  WITHDRAW: {
    label: 'Withdraw',
    text: 'It disappears from the catalogue at once. Open requests go on with what is held for them; new ones are refused.',
    done: 'The listing is withdrawn.',
  },
} as const satisfies Record<ListingCommand, unknown>;

/** Who sees a listing, and what changes it. */
export function VisibilitySection({ listing }: { listing: FragmentType<typeof VisibilitySectionFields> }) {
  const { id, visibility, withdrawalReason, consortium, unit, management } = readFragment(
    VisibilitySectionFields,
    listing,
  );
  const [command, setCommand] = useState<ListingCommand | null>(null);
  const [shared, setShared] = useState('');
  const move = useMove();
  const shown = command && MOVES[command];
  return (
    <Section title="Who sees it">
      <Group gap="sm">
        <VisibilityBadge visibility={visibility} />
        <Text size="sm">
          {consortium ? `Your unit and the members of ${consortium.name} see it.` : SENTENCES[visibility]}{' '}
          {withdrawalReason && `Reason: ${withdrawalReason}`}
        </Text>
      </Group>
      <Group gap="sm">
        {management?.commands.map((each) => (
          <Button
            key={each}
            variant={each === 'PUBLISH' ? 'filled' : 'default'}
            onClick={() => {
              setCommand(each);
            }}
          >
            {MOVES[each].label}…
          </Button>
        ))}
      </Group>
      {command && shown && (
        <CommandDialog
          title={shown.label}
          confirmLabel={shown.label}
          isDanger={command === 'WITHDRAW'}
          isOpen
          onClose={() => {
            setCommand(null);
          }}
          {...(command === 'WITHDRAW' && {
            reason: {
              label: 'Why it is no longer offered',
              description: 'Optional. For whoever may know that it was offered.',
              isRequired: false,
            },
          })}
          run={(reason) => move(command, { listing: id, version: management?.version ?? 0 }, reason, shared)}
          onDone={() => {
            toast(shown.done);
          }}
        >
          <Text size="sm">{shown.text}</Text>
          {command === 'RESTRICT' && (
            <ConsortiumPicker
              organisation={unit.organisation.id}
              value={shared}
              onChange={(event) => {
                setShared(event.currentTarget.value);
              }}
            />
          )}
        </CommandDialog>
      )}
    </Section>
  );
}
