import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';

/** What the field is, with suggestions and without. */
export const FIELD = {
  name: 'q',
  type: 'search',
  size: 'md',
  flex: 1,
  'aria-label': 'Search the catalogue',
  autoComplete: 'off',
  placeholder: 'A disease, tissue, gene, cell line or RRID',
  leftSection: <IconSearch size={19} aria-hidden />,
  maxLength: 200,
} as const;

export interface SearchFieldProps {
  typed: string;
  onType: (text: string) => void;
}

/** The field in which one looks for words, until that which suggests is loaded. */
export function SearchField({
  typed,
  onType,
  onFocus,
}: SearchFieldProps & { onFocus: (has: boolean) => void }) {
  return (
    <TextInput
      {...FIELD}
      value={typed}
      onChange={(event) => {
        onType(event.currentTarget.value);
      }}
      onFocus={() => {
        onFocus(true);
      }}
      onBlur={() => {
        onFocus(false);
      }}
    />
  );
}
