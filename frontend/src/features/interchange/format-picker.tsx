import { Radio, Stack } from '@mantine/core';

import type { ImportFormatFieldsFragment } from '@/graphql/graphql';
import type { CommandForm } from '@/lib/use-command-form';

import { emptyOptions } from './options';
import type { ImportValues } from './steps';

interface FormatPickerProps {
  formats: readonly ImportFormatFieldsFragment[];
  commandForm: CommandForm<ImportValues>;
}

/** Which kind of file it is. */
export function FormatPicker({ formats, commandForm }: FormatPickerProps) {
  const { form } = commandForm;
  const chosen = formats.find(({ key }) => key === form.values.format);
  return (
    <Radio.Group
      label="Format"
      description="Organisations are no listings: a steward loads them from ROR by the command load_organisations."
      required
      value={form.values.format}
      error={form.errors.format}
      onChange={(key) => {
        const options = formats.find((each) => each.key === key)?.options ?? [];
        form.setValues({ format: key, options: emptyOptions(options) });
        form.clearErrors();
      }}
    >
      <Stack gap="xs" mt="xs">
        {formats.map(({ key, title }) => (
          <Radio
            key={key}
            value={key}
            label={title}
            {...(chosen?.key === key && { description: chosen.description })}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
