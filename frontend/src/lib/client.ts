import { Client, cacheExchange, fetchExchange, type TypedDocumentNode } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';

import { ownFetch } from '@/lib/http';

/** Return the hash of an operation's text, which codegen wrote into its document. */
function hashOf(document: TypedDocumentNode): string {
  const { __meta__: meta } = document as { __meta__?: { hash?: string } };
  if (!meta?.hash) throw new Error('The operation has no hash; run codegen.');
  return meta.hash;
}

/** Make the client of the GraphQL API; mutations refetch the queries whose types they touched. */
export function makeClient(): Client {
  return new Client({
    url: '/graphql',
    exchanges: [
      cacheExchange,
      persistedExchange({
        preferGetForPersistedQueries: false,
        enableForMutation: true,
        generateHash: (_text, document) => Promise.resolve(hashOf(document)),
      }),
      fetchExchange,
    ],
    fetch: ownFetch,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
  });
}
