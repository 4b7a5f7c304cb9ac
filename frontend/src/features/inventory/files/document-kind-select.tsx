import { NativeSelect, type NativeSelectProps } from '@mantine/core';

import { DOCUMENT_KINDS } from '@/components/document-link';

const CHOICES = Object.entries(DOCUMENT_KINDS).map(([value, label]) => ({ value, label }));

/** Choose what a document is for. */
export function DocumentKindSelect(props: Omit<NativeSelectProps, 'data'>) {
  return <NativeSelect data={CHOICES} {...props} />;
}
