let isArriving = false;

/** Note that somebody went to another page, whose heading is to take the focus when it is there. */
export function startArrival(): void {
  isArriving = true;
}

/** Return whether the page now shown has just been gone to; true once. */
export function takeArrival(): boolean {
  const wasArriving = isArriving;
  isArriving = false;
  return wasArriving;
}
