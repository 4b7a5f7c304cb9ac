import { Button, Group, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';

import { ProblemAlert } from '@/components/problem-alert';
import { Section } from '@/components/section';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';

const ListingFormFields = graphql(`
  fragment ListingFormFields on Listing {
    id
    title
    summary
    synonyms
    identifiers
    warning
    useTerms {
      id
      summary
    }
    management {
      version
    }
  }
`);

const ListingEdit = graphql(`
  mutation ListingEdit($input: ListingEditInput!) {
    listingEdit(input: $input) {
      listing {
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

/** What a listing says, whatever its kind. */
export function ListingForm({ listing }: { listing: FragmentType<typeof ListingFormFields> }) {
  const { id, title, summary, synonyms, identifiers, warning, useTerms, management } = readFragment(
    ListingFormFields,
    listing,
  );
  const { run } = useCommand(ListingEdit, (data) => data.listingEdit);
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: {
      title,
      summary,
      synonyms: [...synonyms],
      identifiers: [...identifiers],
      warning,
      useTerms: '',
    },
    validate: { title: (value) => (value.trim() === '' ? 'A listing needs a title.' : null) },
  });
  return (
    <Section title="What it says">
      <form
        ref={element}
        noValidate
        onSubmit={submit(
          ({ useTerms: stated, ...values }) =>
            run({
              listing: id,
              version: management?.version ?? 0,
              ...values,
              ...(stated.trim() !== '' && { useTerms: stated }),
            }),
          () => {
            form.setFieldValue('useTerms', '');
            toast('The listing was saved.');
          },
        )}
      >
        <Stack>
          <ProblemAlert problems={problems} title="The listing was not saved" />
          <TextInput label="Title" required maxLength={500} {...form.getInputProps('title')} />
          <Textarea
            label="Summary"
            autosize
            minRows={3}
            maxLength={10_000}
            {...form.getInputProps('summary')}
          />
          <TagsInput
            label="Other names"
            description="Press Enter after each."
            {...form.getInputProps('synonyms')}
          />
          <TagsInput
            label="Identifiers"
            description="RRID and other exact names, such as CVCL_0030."
            {...form.getInputProps('identifiers')}
          />
          <Textarea
            label="Warning"
            description="Why it is problematic, such as misidentified; leave it empty if it is not."
            autosize
            minRows={1}
            maxLength={1000}
            {...form.getInputProps('warning')}
          />
          <TextInput
            label="New use terms"
            description="Terms of the Data Use Ontology, such as HMB; IRB. Leave it empty to keep those on record."
            {...form.getInputProps('useTerms')}
          />
          {useTerms && (
            <Text size="sm">
              <strong>On record:</strong> {useTerms.summary.join(' ')}
            </Text>
          )}
          <Group>
            <Button type="submit" loading={isBusy}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
