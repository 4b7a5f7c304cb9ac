import { expect, it } from 'vitest';

import { blocksOf } from './clause-text';

it('splits a clause into paragraphs and lists', () => {
  const text =
    'The Recipient does not:\n- use it in human beings;\n- give it away.\n\nAny other use needs consent.\n';
  expect(blocksOf(text)).toEqual([
    { kind: 'paragraph', text: 'The Recipient does not:' },
    { kind: 'list', items: ['use it in human beings;', 'give it away.'] },
    { kind: 'paragraph', text: 'Any other use needs consent.' },
  ]);
});

it('keeps two lists with a paragraph between them apart', () => {
  expect(blocksOf('- one\nand\n- two')).toEqual([
    { kind: 'list', items: ['one'] },
    { kind: 'paragraph', text: 'and' },
    { kind: 'list', items: ['two'] },
  ]);
});

it('finds nothing in an empty text', () => {
  expect(blocksOf('\n \n')).toEqual([]);
});
