import { NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';

import type { ListingCommand } from '@/graphql/graphql';
import { count } from '@/lib/format';

import { ConsortiumPicker } from './consortium-picker';
import type { Chosen } from './inventory-table';

/** What shall be different; what is empty stays as it is. */
export interface SharedValues {
  summary: string;
  warning: string;
  useTerms: string;
  command: ListingCommand | '';
  consortium: string;
  withdrawalReason: string;
}

export const EMPTY: SharedValues = {
  summary: '',
  warning: '',
  useTerms: '',
  command: '',
  consortium: '',
  withdrawalReason: '',
};

const COMMANDS: { value: ListingCommand | ''; label: string }[] = [
  { value: '', label: 'Leave as it is' },
  { value: 'PUBLISH', label: 'Everybody' },
  { value: 'RESTRICT', label: 'One consortium' },
  { value: 'RETRACT', label: 'Only the unit, as drafts' },
  { value: 'WITHDRAW', label: 'Only the unit, withdrawn' },
];

/** Return what is asked for, without what stays as it is. */
export function changeOf(
  values: SharedValues,
): Partial<Omit<SharedValues, 'command'>> & { command?: ListingCommand } {
  const { command, consortium, withdrawalReason, ...texts } = values;
  const said = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  return {
    ...Object.fromEntries(said),
    ...(command !== '' && { command }),
    ...(command === 'RESTRICT' && consortium !== '' && { consortium }),
    ...(command === 'WITHDRAW' && { withdrawalReason }),
  };
}

interface SharedFieldsProps {
  values: SharedValues;
  chosen: Chosen;
  onChange: (values: SharedValues) => void;
}

/** The fields that several listings can be given at once. */
export function SharedFields({ values, chosen, onChange }: SharedFieldsProps) {
  const set = (name: keyof SharedValues) => (event: { currentTarget: { value: string } }) => {
    onChange({ ...values, [name]: event.currentTarget.value });
  };
  const organisation = [...chosen.values()][0]?.organisation;
  return (
    <Stack>
      <Text size="sm">{count(chosen.size, 'listing')} chosen. What you leave empty stays as it is.</Text>
      <NativeSelect
        label="Seen by"
        value={values.command}
        onChange={set('command')}
        data={COMMANDS}
        data-autofocus
      />
      {values.command === 'RESTRICT' && organisation !== undefined && (
        <ConsortiumPicker
          organisation={organisation}
          value={values.consortium}
          onChange={set('consortium')}
        />
      )}
      {values.command === 'WITHDRAW' && (
        <Textarea
          label="Why they are no longer offered"
          description="Optional. For whoever may know that they were offered. Open requests go on."
          autosize
          minRows={2}
          maxLength={1000}
          value={values.withdrawalReason}
          onChange={set('withdrawalReason')}
        />
      )}
      <TextInput
        label="Use terms"
        description="Terms of the Data Use Ontology, such as HMB; IRB."
        value={values.useTerms}
        onChange={set('useTerms')}
      />
      <Textarea
        label="Summary"
        autosize
        minRows={2}
        maxLength={10_000}
        value={values.summary}
        onChange={set('summary')}
      />
      <Textarea
        label="Warning"
        description="Why they are problematic, such as misidentified."
        autosize
        minRows={1}
        maxLength={1000}
        value={values.warning}
        onChange={set('warning')}
      />
    </Stack>
  );
}
