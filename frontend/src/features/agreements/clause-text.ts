export type Block = { kind: 'paragraph'; text: string } | { kind: 'list'; items: string[] };

/** Split a clause into paragraphs and lists: a line is a paragraph, or a list's item when it starts with a dash. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    const last = blocks.at(-1);
    if (line.startsWith('- ')) {
      const item = line.slice(2);
      if (last?.kind === 'list') last.items.push(item);
      else blocks.push({ kind: 'list', items: [item] });
    } else if (line !== '') {
      blocks.push({ kind: 'paragraph', text: line });
    }
  }
  return blocks;
}
