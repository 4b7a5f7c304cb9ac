import '@testing-library/jest-dom/vitest';

import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A machine that builds and tests other things at the same time takes its time.
configure({ asyncUtilTimeout: 4000 });
afterEach(cleanup);

// happy-dom lays no text out and so knows no fonts; text areas that grow listen for them.
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
