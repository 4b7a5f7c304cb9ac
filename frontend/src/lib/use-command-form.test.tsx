import { TextInput } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';

import type { Outcome } from '@/lib/outcome';
import { show } from '@/lib/testing/show';
import { useCommandForm } from '@/lib/use-command-form';

interface FormProps {
  run: (values: { title: string }) => Promise<Outcome<string>>;
  onDone: (value: string) => void;
}

function Form({ run, onDone }: FormProps) {
  const { form, problems, element, submit } = useCommandForm({
    initialValues: { title: '' },
    validate: { title: (value) => (value === '' ? 'Give it a title.' : null) },
  });
  return (
    <form ref={element} noValidate onSubmit={submit(run, onDone)}>
      {problems.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
      <TextInput label="Title" {...form.getInputProps('title')} />
      <button type="submit">Save</button>
    </form>
  );
}

it('focuses the first mistake and gives no command', async () => {
  const run = vi.fn<FormProps['run']>();
  show(<Form run={run} onDone={vi.fn()} />);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => {
    expect(screen.getByLabelText('Title')).toHaveFocus();
  });
  expect(screen.getByLabelText('Title')).toHaveAccessibleDescription('Give it a title.');
  expect(run).not.toHaveBeenCalled();
});

it('goes on with what the command returned', async () => {
  const onDone = vi.fn();
  show(<Form run={({ title }) => Promise.resolve({ ok: true, value: `saved ${title}` })} onDone={onDone} />);
  await userEvent.type(screen.getByLabelText('Title'), 'Liver');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => {
    expect(onDone).toHaveBeenCalledExactlyOnceWith('saved Liver', { title: 'Liver' });
  });
});

it('shows refusals at the field they name, and the others above', async () => {
  const problems = [
    { code: 'TITLE_TAKEN', message: 'You have one of this title.', field: 'title', params: {} },
    { code: 'NOT_ALLOWED', message: 'Not here.', field: null, params: {} },
  ];
  show(<Form run={() => Promise.resolve({ ok: false, problems })} onDone={vi.fn()} />);
  await userEvent.type(screen.getByLabelText('Title'), 'Liver');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Not here.')).toBeVisible();
  expect(screen.getByLabelText('Title')).toHaveAccessibleDescription('You have one of this title.');
  await waitFor(() => {
    expect(screen.getByLabelText('Title')).toHaveFocus();
  });
});
