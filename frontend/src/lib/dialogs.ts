let tell: () => void = () => undefined;
const ready = new Promise<void>((resolve) => {
  tell = resolve;
});

/** Say that dialogs can be opened. */
export function dialogsAreReady(): void {
  tell();
}

/** Resolve once dialogs can be opened: what shows them loads after the page that asks. */
export function whenDialogsAreReady(): Promise<void> {
  return ready;
}
