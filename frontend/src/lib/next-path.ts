/** Return a path of this site to go on to, and the start for anything else. */
export function safePath(path: unknown): string {
  if (typeof path !== 'string' || !/^\/(?![/\\])/.test(path)) return '/';
  return path;
}

/** Go to a page with everything loaded anew, because somebody else is signed in now, or nobody. */
export function startAnew(path: string): void {
  window.location.assign(safePath(path));
}
