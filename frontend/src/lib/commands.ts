/** Say whether the API lists a command among those that the viewer may give now, however it writes them. */
export function mayGive(commands: readonly string[], command: string): boolean {
  return commands.some((one) => one.toUpperCase() === command);
}
