import { readFileSync } from 'node:fs';

import type { Plugin } from 'vite';

const PERSISTED = new URL('./src/graphql/persisted-documents.json', import.meta.url);
const DOCUMENT = /\bgraphql\(\s*`([^`]*)`,?\s*\)/g;
const OPERATION = /^\s*(query|mutation)\s+(\w+)/;
const IMPORT = /^import \{ graphql \} from '@\/graphql\/gql';$/m;

/**
 * Leave the texts of all documents out of what browsers load: the server knows them by their hashes.
 *
 * An operation keeps its kind, its name and its hash, and a fragment is needed for its type alone.
 */
export function graphqlDocuments(): Plugin {
  const hashes = new Map<string, string>();
  return {
    name: 'graphql-documents',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      const texts = JSON.parse(readFileSync(PERSISTED, 'utf8')) as Record<string, string>;
      for (const [hash, text] of Object.entries(texts)) {
        for (const [, name = ''] of text.matchAll(/\b(?:query|mutation) (\w+)/g)) hashes.set(name, hash);
      }
    },
    transform(code, id) {
      if (!IMPORT.test(code)) return null;
      const shortened = code.replace(DOCUMENT, (_, text: string) => {
        const [, operation, name = ''] = OPERATION.exec(text) ?? [];
        if (operation === undefined) return '{}';
        const hash = hashes.get(name);
        if (hash === undefined)
          this.error(`${id}: ${name} is not among the persisted documents; run codegen.`);
        return JSON.stringify(minimal(operation, name, hash));
      });
      return { code: shortened.replace(IMPORT, ''), map: null };
    },
  };
}

/** Return a document that says no more than what is sent. */
function minimal(operation: string, name: string, hash: string) {
  const definition = {
    kind: 'OperationDefinition',
    operation,
    name: { kind: 'Name', value: name },
    selectionSet: { kind: 'SelectionSet', selections: [] },
  };
  return { __meta__: { hash }, kind: 'Document', definitions: [definition] };
}
