import { useCallback, useEffect, useState } from 'react';

import { useGuardedAuth } from '@/components/reauthentication';
import type { AuthOutcome } from '@/lib/allauth';

/** Ask allauth one question when the page opens; `reload` asks again. */
export function useAuthData<T>(path: string): { outcome: AuthOutcome<T> | null; reload: () => void } {
  const ask = useGuardedAuth();
  const [outcome, setOutcome] = useState<AuthOutcome<T> | null>(null);
  const reload = useCallback(() => {
    void ask<T>('GET', path).then(setOutcome);
  }, [ask, path]);
  useEffect(reload, [reload]);
  return { outcome, reload };
}
