type Listener = (text: string) => void;

const listeners = new Set<Listener>();

/** Have the page's live region say something, politely: after whatever is being read. */
export function announce(text: string): void {
  for (const listener of listeners) listener(text);
}

/** Hear announcements; the live region does. Returns how to stop. */
export function onAnnouncement(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
