import { ModalsProvider } from '@mantine/modals';
import { useEffect } from 'react';

import { dialogsAreReady } from '@/lib/dialogs';

/** Where pages have a person confirm something. */
export function Dialogs() {
  useEffect(dialogsAreReady, []);
  return <ModalsProvider labels={{ confirm: 'Confirm', cancel: 'Cancel' }}>{null}</ModalsProvider>;
}
