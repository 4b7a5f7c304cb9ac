import { createHash } from 'node:crypto';

import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';

const config: CodegenConfig = {
  schema: '../exchange/api/schema.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/graphql/**'],
  generates: {
    './src/graphql/': {
      preset: 'client',
      // The page's cache goes by typename, so the persisted texts must ask for it.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: {
        fragmentMasking: { unmaskFunctionName: 'readFragment' },
        persistedDocuments: {
          hashAlgorithm: (text: string) => createHash('sha256').update(text).digest('hex'),
        },
      },
      config: {
        scalars: { DateTime: 'string', Date: 'string', JSONString: 'string', UUID: 'string' },
        strictScalars: true,
        useTypeImports: true,
        defaultScalarType: 'unknown',
      },
    },
  },
};

export default config;
