import { MantineProvider } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { Provider } from 'urql';

import { Notices } from '@/app/notices';
import { router } from '@/app/router';
import { cssVariables, theme } from '@/app/theme';
import { LiveRegion } from '@/components/live-region';
import { ReauthenticationProvider } from '@/components/reauthentication';
import { makeClient } from '@/lib/client';
import { styleNonce } from '@/lib/nonce';

const nonce = styleNonce();
// Mantine's overlays lock the scrolling with a style element of their own, which asks this package.
if (nonce) setNonce(nonce);

const client = makeClient();

/** The whole page. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <Provider value={client}>
        <LiveRegion />
        <Notices />
        <ReauthenticationProvider>
          <RouterProvider router={router} />
        </ReauthenticationProvider>
      </Provider>
    </MantineProvider>
  );
}
