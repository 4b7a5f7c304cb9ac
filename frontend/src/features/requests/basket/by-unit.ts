interface OfUnit<Unit> {
  listing: { unit: Unit };
}

/** Group lines by the unit that offers them, in the order in which the units first occur. */
export function byUnit<Unit extends { id: string }, Line extends OfUnit<Unit>>(
  lines: readonly (Line & OfUnit<Unit>)[],
): { unit: Unit; lines: Line[] }[] {
  const groups = new Map<string, { unit: Unit; lines: Line[] }>();
  for (const line of lines) {
    const { unit } = line.listing;
    const group = groups.get(unit.id);
    if (group) group.lines.push(line);
    else groups.set(unit.id, { unit, lines: [line] });
  }
  return [...groups.values()];
}
