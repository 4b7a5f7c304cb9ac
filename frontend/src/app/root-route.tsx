import { createRootRoute } from '@tanstack/react-router';

import { Root } from '@/app/root';

export const rootRoute = createRootRoute({ component: Root });
