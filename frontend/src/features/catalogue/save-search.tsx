import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmarkPlus } from '@tabler/icons-react';

import { ButtonLink } from '@/components/links';
import { ProblemAlert } from '@/components/problem-alert';
import { alertOf, ALERTS, useSavedSearchSave } from '@/features/catalogue/saved-search-fields';
import { inShort, keptSearch } from '@/features/catalogue/saved-search';
import type { CatalogueSearch } from '@/features/catalogue/search';
import { toast } from '@/lib/toast';
import { useCommandForm } from '@/lib/use-command-form';
import { useViewer } from '@/lib/viewer';

const LABEL = 'Save this search';

/** Keep a search to come back to, and be told of what is new. */
export function SaveSearch({ search }: { search: CatalogueSearch }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const icon = <IconBookmarkPlus size={17} aria-hidden />;
  if (useViewer() === null) {
    return (
      <ButtonLink
        variant="default"
        size="compact-sm"
        to="/sign-in"
        search={{ next: '/catalogue' }}
        leftSection={icon}
      >
        {LABEL}
      </ButtonLink>
    );
  }
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={open} leftSection={icon}>
        {LABEL}
      </Button>
      <Modal opened={isOpen} onClose={close} title={LABEL} size="lg">
        <SaveForm search={search} onDone={close} />
      </Modal>
    </>
  );
}

function SaveForm({ search, onDone }: { search: CatalogueSearch; onDone: () => void }) {
  const { run } = useSavedSearchSave();
  const { form, problems, isBusy, element, submit } = useCommandForm({
    initialValues: { name: search.q ?? '', alert: 'NONE' },
    validate: { name: (value) => (value.trim() === '' ? 'Give it a name.' : null) },
  });
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submit(
        ({ name, alert }) => run({ ...keptSearch(search), name: name.trim(), alert: alertOf(alert) }),
        (_, { name }) => {
          toast(`Saved: ${name.trim()}. You find it in the menu of your account.`);
          onDone();
        },
      )}
    >
      <Stack>
        <ProblemAlert problems={problems} title="It was not saved" />
        <Text size="sm" c="dimmed">
          {inShort(search)}
        </Text>
        <TextInput label="Name" required maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <NativeSelect
          label="Tell me of new listings"
          description="By e-mail and under notifications; change it whenever you like."
          data={ALERTS}
          {...form.getInputProps('alert')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone} disabled={isBusy}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
