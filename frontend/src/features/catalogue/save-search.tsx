import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmarkPlus } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';

import { ButtonLink } from '@/components/links';
import type { CatalogueSearch } from '@/features/catalogue/search';
import { useViewer } from '@/lib/viewer';

const SaveSearchDialog = lazy(async () => ({
  default: (await import('./save-search-dialog')).SaveSearchDialog,
}));
const LABEL = 'Save this search';

/** Keep a search to come back to, and be told of what is new. */
export function SaveSearch({ search }: { search: CatalogueSearch }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const [wasOpened, setWasOpened] = useState(false);
  const here = useRouterState({ select: (state) => state.location.href });
  const icon = <IconBookmarkPlus size={17} aria-hidden />;
  if (useViewer() === null) {
    return (
      <ButtonLink
        variant="default"
        size="compact-sm"
        to="/sign-in"
        search={{ next: here }}
        leftSection={icon}
      >
        {LABEL}
      </ButtonLink>
    );
  }
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => {
          setWasOpened(true);
          open();
        }}
        leftSection={icon}
      >
        {LABEL}
      </Button>
      {wasOpened && (
        <Suspense>
          <SaveSearchDialog title={LABEL} search={search} isOpen={isOpen} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
