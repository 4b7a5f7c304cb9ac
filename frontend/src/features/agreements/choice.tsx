import { List, Text } from '@mantine/core';

import { Section } from '@/components/section';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { list } from '@/lib/format';

import { reasonFacts } from './reason-facts';

const ChoiceFields = graphql(`
  fragment ChoiceFields on Agreement {
    formKey
    formTitle
    formVersion
    reasons {
      code
      sentence
      params
    }
  }
`);

/** Why this form was chosen, or why none was. */
export function Choice({ agreement }: { agreement: FragmentType<typeof ChoiceFields> }) {
  const { formKey, formTitle, formVersion, reasons } = readFragment(ChoiceFields, agreement);
  return (
    <Section
      title={formKey ? 'Why this form' : 'Why no form was chosen'}
      lead={
        formKey
          ? `${formTitle}, version ${formVersion}.`
          : 'The rules leave it to a legal officer of the provider.'
      }
    >
      <List spacing="sm" withPadding={false} ps="md">
        {reasons.map(({ code, sentence, params }) => {
          const { citation, about } = reasonFacts(params);
          return (
            <List.Item key={code}>
              {sentence}
              {about.length > 0 && <Text size="sm">Concerns {list(about)}.</Text>}
              {citation && (
                <Text size="sm" c="dimmed">
                  {citation}
                </Text>
              )}
            </List.Item>
          );
        })}
      </List>
    </Section>
  );
}
