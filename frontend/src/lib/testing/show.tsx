import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';

/** Render something as the page does, without its transitions. */
export function show(children: ReactNode) {
  return render(
    <MantineProvider env="test" theme={{ respectReducedMotion: true }}>
      {children}
    </MantineProvider>,
  );
}
