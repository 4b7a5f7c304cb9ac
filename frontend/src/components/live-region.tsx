import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';

import { onAnnouncement } from '@/lib/announcements';

/** Read announcements out, politely. It stays mounted, as screen readers ignore regions that come with their text. */
export function LiveRegion() {
  const [text, setText] = useState('');
  useEffect(
    () =>
      onAnnouncement((next) => {
        // The same sentence twice is read twice only if the text changes.
        setText((last) => (last === next ? `${next}\u00a0` : next));
      }),
    [],
  );
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {text}
    </VisuallyHidden>
  );
}
