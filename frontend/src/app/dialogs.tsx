import { ModalsProvider } from '@mantine/modals';

/** Where pages have a person confirm something. */
export function Dialogs() {
  return <ModalsProvider labels={{ confirm: 'Confirm', cancel: 'Cancel' }}>{null}</ModalsProvider>;
}
