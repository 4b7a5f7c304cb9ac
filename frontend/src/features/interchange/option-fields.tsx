import { Textarea, TextInput } from '@mantine/core';

import { Section } from '@/components/section';
import type { ImportFormatFieldsFragment } from '@/graphql/graphql';
import type { CommandForm } from '@/lib/use-command-form';

import type { ImportValues } from './steps';

interface OptionFieldsProps {
  format: ImportFormatFieldsFragment;
  commandForm: CommandForm<ImportValues>;
}

/** What a format wants to know beside the file. */
export function OptionFields({ format, commandForm }: OptionFieldsProps) {
  return (
    <Section title="What the file does not say">
      {format.options.map(({ key, title, description, required, isLong }) => {
        const props = {
          label: title,
          description: description || undefined,
          required,
          ...commandForm.form.getInputProps(`options.${key}`),
        };
        return isLong ? (
          <Textarea key={key} autosize minRows={3} maxRows={12} {...props} />
        ) : (
          <TextInput key={key} maxLength={500} {...props} />
        );
      })}
    </Section>
  );
}
