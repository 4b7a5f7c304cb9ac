import { Button, FileButton, Group, Stack, TextInput } from '@mantine/core';

import { confirmed } from '@/components/confirm';
import { DocumentLink } from '@/components/document-link';
import { ProblemAlert } from '@/components/problem-alert';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import { toast } from '@/lib/toast';
import { useCommand } from '@/lib/use-command';
import { useCommandForm } from '@/lib/use-command-form';

import { DocumentKindSelect } from './document-kind-select';

export const DOCUMENT_TYPES = '.pdf,.gb,.gbk,.fasta,.fa,.csv,.tsv,.txt,.md';

export const DocumentEntryFields = graphql(`
  fragment DocumentEntryFields on ListingDocument {
    id
    title
    kind
    ...DocumentLinkFields
  }
`);

const DocumentEdit = graphql(`
  mutation DocumentEdit($input: DocumentEditInput!) {
    documentEdit(input: $input) {
      document {
        id
        title
        kind
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

const DocumentRemove = graphql(`
  mutation DocumentRemove($input: DocumentRemoveInput!) {
    documentRemove(input: $input) {
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

interface DocumentEntryProps {
  document: FragmentType<typeof DocumentEntryFields>;
  onReplace: (file: File) => void;
}

/** One document: the file, what it is called and what it is for. */
export function DocumentEntry({ document, onReplace }: DocumentEntryProps) {
  const found = readFragment(DocumentEntryFields, document);
  const { id, title, kind } = found;
  const { run: edit } = useCommand(DocumentEdit, (data) => data.documentEdit);
  const { run: remove, isRunning } = useCommand(DocumentRemove, (data) => data.documentRemove);
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { title, kind },
    validate: { title: (value) => (value.trim() === '' ? 'A document needs a title.' : null) },
  });

  const ask = async () => {
    const outcome = await confirmed(
      {
        title: `Remove “${title}”`,
        text: 'The document is deleted at once. This cannot be undone.',
        confirmLabel: 'Remove the document',
        isDanger: true,
      },
      () => remove({ document: id }),
    );
    if (outcome.ok) toast('The document was removed.');
  };

  return (
    <li>
      <Stack gap="sm">
        <DocumentLink document={found} />
        <form
          ref={element}
          noValidate
          onSubmit={submit(
            (values) => edit({ document: id, ...values }),
            () => {
              form.resetDirty();
              toast('The document was saved.');
            },
          )}
        >
          <Stack gap="sm">
            <ProblemAlert problems={problems} />
            <Group gap="sm" align="end">
              <TextInput
                label={`Title of “${title}”`}
                required
                maxLength={200}
                flex="1 1 16rem"
                {...form.getInputProps('title')}
              />
              <DocumentKindSelect label={`Kind of “${title}”`} {...form.getInputProps('kind')} />
            </Group>
            <Group gap="xs">
              <Button type="submit" variant="default" size="compact-sm" loading={isBusy}>
                Save document
              </Button>
              <FileButton
                accept={DOCUMENT_TYPES}
                onChange={(file) => {
                  if (file) onReplace(file);
                }}
              >
                {(button) => (
                  <Button {...button} variant="default" size="compact-sm" aria-label={`Replace “${title}”`}>
                    Replace
                  </Button>
                )}
              </FileButton>
              <Button
                variant="default"
                size="compact-sm"
                loading={isRunning}
                aria-label={`Remove “${title}”`}
                onClick={() => void ask()}
              >
                Remove…
              </Button>
            </Group>
          </Stack>
        </form>
      </Stack>
    </li>
  );
}
