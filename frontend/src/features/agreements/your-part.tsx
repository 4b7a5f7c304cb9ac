import { Group, Text } from '@mantine/core';

import { Section } from '@/components/section';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';

import { Redraft } from './redraft';
import { Approve, Decline } from './review';
import { SignForm } from './sign-form';

const YourPartFields = graphql(`
  fragment YourPartFields on Agreement {
    id
    number
    state
    textSha256
    commands
    canSignReason
    mySide {
      id
      name
    }
    ...SignFields
  }
`);

export const YOUR_PART = 'your-part';

/** What the viewer may do with an agreement now, or why they may not sign it. */
export function YourPart({ agreement }: { agreement: FragmentType<typeof YourPartFields> }) {
  const found = readFragment(YourPartFields, agreement);
  const { id, number, state, textSha256, commands, canSignReason, mySide } = found;
  const side = mySide?.name ?? 'your organisation';
  const decline = commands.includes('DECLINE') && <Decline agreement={id} number={number} />;
  if (commands.includes('SIGN')) {
    return (
      <Section title={`Sign for ${side}`} anchor={YOUR_PART}>
        <SignForm agreement={found}>{decline}</SignForm>
      </Section>
    );
  }
  if (commands.includes('APPROVE')) {
    return (
      <Section
        title={`Review for ${side}`}
        lead="You approve exactly the text and the schedule on this page, or decline it with a reason."
        anchor={YOUR_PART}
      >
        <Group gap="sm">
          <Approve agreement={id} textSha256={textSha256} number={number} />
          {decline}
        </Group>
      </Section>
    );
  }
  const obstacle = state === 'SIGNING' && mySide && canSignReason;
  const redraft = commands.includes('REDRAFT') && <Redraft agreement={id} number={number} />;
  if (!decline && !redraft && !obstacle) return null;
  return (
    <Section title={`What ${side} can do`} anchor={YOUR_PART}>
      {obstacle && <Text>You cannot sign it: {canSignReason}</Text>}
      {(redraft || decline) && (
        <Group gap="sm">
          {redraft}
          {decline}
        </Group>
      )}
    </Section>
  );
}
