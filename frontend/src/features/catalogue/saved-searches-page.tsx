import { Badge, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { AnswerView } from '@/components/answer-view';
import { confirmed } from '@/components/confirm';
import { Empty } from '@/components/empty';
import { Entry, EntryList } from '@/components/entry-list';
import { ButtonLink, TextLink } from '@/components/links';
import { Moment } from '@/components/moment';
import { Page } from '@/components/page';
import { pageArguments, Pager } from '@/components/pager';
import { ProblemAlert } from '@/components/problem-alert';
import { inShort, savedSearch } from '@/features/catalogue/saved-search';
import {
  alertOf,
  ALERTS,
  SavedSearchFields,
  useSavedSearchForget,
  useSavedSearchRename,
  useSavedSearchSetAlert,
} from '@/features/catalogue/saved-search-fields';
import { readFragment, type FragmentType } from '@/graphql/fragment-masking';
import { graphql } from '@/graphql/gql';
import type { SavedSearchFieldsFragment } from '@/graphql/graphql';
import { number } from '@/lib/format';
import { toast } from '@/lib/toast';
import { useAnswer } from '@/lib/use-answer';
import { useCommandForm } from '@/lib/use-command-form';

import classes from './saved-searches.module.css';

const SavedSearchesQuery = graphql(`
  query SavedSearches($first: Int, $after: String, $last: Int, $before: String) {
    savedSearches(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo {
        ...PageInfoFields
      }
      edges {
        node {
          id
          ...SavedSearchFields
        }
      }
    }
  }
`);

/** What the person looks for again. */
export function SavedSearchesPage() {
  const search = useSearch({ from: '/saved-searches' });
  const navigate = useNavigate({ from: '/saved-searches' });
  const answer = useAnswer(SavedSearchesQuery, pageArguments(search), { typenames: ['SavedSearch'] });
  return (
    <Page
      title="Saved searches"
      lead="Come back to what you looked for, and be told of what is new."
      width={860}
    >
      <AnswerView answer={answer}>
        {({ savedSearches }) =>
          savedSearches.edges.length === 0 ? (
            <Empty
              icon={IconBookmark}
              title="Nothing saved yet"
              action={<ButtonLink to="/catalogue">Open the catalogue</ButtonLink>}
            >
              Search the catalogue, then choose “Save this search”.
            </Empty>
          ) : (
            <Stack>
              <EntryList label="Saved searches">
                {savedSearches.edges.map(({ node }) => (
                  <SavedSearchEntry key={node.id} saved={node} />
                ))}
              </EntryList>
              <Pager
                pageInfo={savedSearches.pageInfo}
                total={savedSearches.totalCount}
                of="saved search"
                plural="saved searches"
                onMove={(place) => navigate({ search: place })}
              />
            </Stack>
          )
        }
      </AnswerView>
    </Page>
  );
}

function SavedSearchEntry({ saved }: { saved: FragmentType<typeof SavedSearchFields> }) {
  const fields = readFragment(SavedSearchFields, saved);
  const { name, newCount, toldUntil } = fields;
  const search = savedSearch(fields.wish);
  return (
    <Entry
      link={
        <TextLink to="/catalogue" search={search}>
          {name}
        </TextLink>
      }
      badge={
        newCount > 0 && (
          <Badge variant="light" tt="none">
            {number(newCount)} new
          </Badge>
        )
      }
      aside={<SavedSearchTools saved={fields} />}
    >
      {inShort(search)}
      <Text size="sm" c="dimmed">
        New is what was listed since <Moment iso={toldUntil} />; it is counted every hour.
      </Text>
    </Entry>
  );
}

function SavedSearchTools({ saved: { id, name, alert } }: { saved: SavedSearchFieldsFragment }) {
  const setAlert = useSavedSearchSetAlert();
  const forget = useSavedSearchForget();
  const [isOpen, { open, close }] = useDisclosure(false);
  const change = async (value: string) => {
    const outcome = await setAlert.run({ savedSearch: id, alert: alertOf(value) });
    toast(outcome.ok ? `Set for ${name}.` : 'It could not be set; try again.');
  };
  const remove = async () => {
    const outcome = await confirmed(
      {
        title: `Delete “${name}”?`,
        text: 'You are told of nothing new to it any more. This cannot be undone.',
        confirmLabel: 'Delete',
        isDanger: true,
      },
      () => forget.run({ savedSearch: id }),
    );
    if (outcome.ok) toast(`Deleted: ${name}.`);
    else if (outcome.problems.length > 0) toast('It could not be deleted; try again.');
  };
  return (
    <div className={classes.tools}>
      <NativeSelect
        size="xs"
        label="Tell me"
        aria-label={`Tell me of what is new to ${name}`}
        data={ALERTS}
        value={alert}
        disabled={setAlert.isRunning}
        onChange={(event) => void change(event.currentTarget.value)}
      />
      <Group gap="xs" wrap="nowrap">
        <Button size="compact-sm" variant="default" aria-label={`Rename ${name}`} onClick={open}>
          Rename
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Delete ${name}`}
          onClick={() => void remove()}
        >
          Delete
        </Button>
      </Group>
      <Modal opened={isOpen} onClose={close} title={`Rename “${name}”`} size="lg">
        <RenameForm id={id} name={name} onDone={close} />
      </Modal>
    </div>
  );
}

function RenameForm({ id, name, onDone }: { id: string; name: string; onDone: () => void }) {
  const { run } = useSavedSearchRename();
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { name },
    validate: { name: (value) => (value.trim() === '' ? 'Give it a name.' : null) },
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit((values) => run({ savedSearch: id, name: values.name.trim() }), onDone)}
    >
      <Stack>
        <ProblemAlert problems={problems} title="It was not renamed" />
        <TextInput label="Name" required maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone} disabled={isBusy}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Rename
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
