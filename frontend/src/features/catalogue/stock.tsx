import { Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';

import { Section } from '@/components/section';
import { ListSkeleton } from '@/components/skeletons';
import type { ListingKind } from '@/graphql/graphql';
import { useMay, useViewer } from '@/lib/viewer';

// Visitors see no lots and have no basket, and do not load them.
const Lots = lazy(async () => ({ default: (await import('@/features/catalogue/lots')).Lots }));
const AddToBasket = lazy(async () => ({
  default: (await import('@/features/catalogue/add-to-basket')).AddToBasket,
}));

interface StockProps {
  listing: string;
  kind: ListingKind;
  project: string | undefined;
  /** How much there is. */
  sentence: string;
}

/** What is in the freezer, and how to ask for it. */
export function Stock({ listing, kind, project, sentence }: StockProps) {
  const isMember = (useViewer()?.memberships.length ?? 0) > 0;
  const mayRequest = useMay('REQUEST_ACCESS');
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  return (
    <Section title="In stock" lead={sentence}>
      {isMember ? (
        <Suspense fallback={<ListSkeleton rows={2} />}>
          <Lots
            listing={listing}
            kind={kind}
            project={project}
            chosen={chosen}
            onChoose={setChosen}
            isOpen={mayRequest}
          />
        </Suspense>
      ) : (
        <Text size="sm">Single lots and specimens are shown to members of organisations.</Text>
      )}
      {mayRequest && (
        <Suspense>
          <AddToBasket
            listing={listing}
            kind={kind}
            project={project}
            chosen={chosen}
            onDone={() => {
              setChosen(new Map());
            }}
          />
        </Suspense>
      )}
    </Section>
  );
}
