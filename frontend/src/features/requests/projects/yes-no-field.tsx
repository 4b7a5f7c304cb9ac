import { Group, Radio } from '@mantine/core';
import type { ReactNode } from 'react';

import type { YesNo } from '@/features/requests/projects/purpose-words';

interface YesNoFieldProps {
  label: string;
  description?: string;
  value?: YesNo;
  onChange?: (value: string) => void;
  error?: ReactNode;
}

/** A question with three answers, for "not answered" is one of them. */
export function YesNoField({ label, description, value = '', onChange, error }: YesNoFieldProps) {
  return (
    <Radio.Group
      label={label}
      description={description}
      error={error}
      value={value === '' ? 'open' : value}
      onChange={(choice) => onChange?.(choice === 'open' ? '' : choice)}
    >
      <Group mt="xs" gap="lg">
        <Radio value="yes" label="Yes" />
        <Radio value="no" label="No" />
        <Radio value="open" label="Not answered" />
      </Group>
    </Radio.Group>
  );
}
