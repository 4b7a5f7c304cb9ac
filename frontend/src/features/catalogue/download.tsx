import { Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

import { sheetAddress, type CatalogueSearch } from '@/features/catalogue/search';
import { count, number } from '@/lib/format';

/** As many rows as a table of a search has at most; the server says the same in its file's name. */
const MOST_ROWS = 10_000;

/** Offer what is found as a table, and say how many rows it has. */
export function Download({ search, total }: { search: CatalogueSearch; total: number }) {
  return (
    <Group gap="sm">
      <Text size="sm" c="dimmed">
        Download {total > MOST_ROWS && `the first ${number(MOST_ROWS)} of `}
        {count(total, 'row')}
      </Text>
      {(['csv', 'xlsx'] as const).map((ending) => (
        <Button
          key={ending}
          component="a"
          href={sheetAddress(search, ending)}
          download
          variant="default"
          size="compact-sm"
          leftSection={<IconDownload size={16} aria-hidden />}
          aria-label={`Download as ${ending.toUpperCase()}`}
        >
          {ending.toUpperCase()}
        </Button>
      ))}
    </Group>
  );
}
