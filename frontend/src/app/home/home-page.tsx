import { Dashboard } from '@/app/home/dashboard';
import { Welcome } from '@/app/home/welcome';
import { useViewer } from '@/lib/viewer';

/** The start: what waits for the person, or what this place is. */
export function HomePage() {
  return useViewer() ? <Dashboard /> : <Welcome />;
}
