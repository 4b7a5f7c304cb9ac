import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';

import { ProblemAlert } from '@/components/problem-alert';
import { alertOf, ALERTS, useSavedSearchSave } from '@/features/catalogue/saved-search-fields';
import { inShort, keptSearch } from '@/features/catalogue/saved-search';
import type { CatalogueSearch } from '@/features/catalogue/search';
import { toast } from '@/lib/toast';
import { useCommandForm } from '@/lib/use-command-form';

interface SaveSearchDialogProps {
  title: string;
  search: CatalogueSearch;
  isOpen: boolean;
  onClose: () => void;
}

/** Ask under which name a search is kept, and how often one is told of what is new. */
export function SaveSearchDialog({ title, search, isOpen, onClose }: SaveSearchDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} size="lg">
      <SaveForm search={search} onDone={onClose} />
    </Modal>
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
