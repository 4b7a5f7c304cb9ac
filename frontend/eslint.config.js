import { readdirSync } from 'node:fs';

import js from '@eslint/js';
import checkFile from 'eslint-plugin-check-file';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Folders that a folder may not import from; what is outside one's own folder is imported by its full name. */
const closed = (files, groups, message) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: ['../*'], message: 'Import what lies in another folder by @/.' },
          {
            regex: '^@/graphql(/index)?$',
            message: 'Import from @/graphql/gql or its neighbours.',
          },
          ...(groups.length ? [{ group: groups, message }] : []),
        ],
      },
    ],
  },
});

const features = readdirSync(new URL('./src/features', import.meta.url));
const strangers = features.map((feature) =>
  closed(
    [`src/features/${feature}/**`],
    ['@/app/**', '@/features/**', `!@/features/${feature}/`, `!@/features/${feature}/**`],
    'Features are strangers to each other and to the app; share by components or lib.',
  ),
);

export default defineConfig(
  { ignores: ['dist', 'src/graphql', 'public'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      reactHooks.configs.flat.recommended,
      jsxA11y.flatConfigs.strict,
    ],
    plugins: { 'check-file': checkFile },
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A promise as an event handler is fine where the handler itself shows what went wrong.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The router's redirects and not-founds are thrown by design.
      '@typescript-eslint/only-throw-error': 'off',
      'check-file/filename-naming-convention': [
        'error',
        { '**/*.{ts,tsx}': 'KEBAB_CASE' },
        { ignoreMiddleExtensions: true },
      ],
      'check-file/folder-naming-convention': ['error', { 'src/**/': 'KEBAB_CASE' }],
      'max-lines': ['error', 300],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file itself.' },
        { selector: 'ExportNamedDeclaration[source]', message: 'No barrels: import from the file itself.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
    },
  },
  closed(['src/**'], [], ''),
  ...strangers,
  closed(['src/components/**'], ['@/app/**', '@/features/**'], 'Components know no feature and no app.'),
  closed(['src/lib/**'], ['@/app/**', '@/features/**', '@/components/**'], 'The library knows no component.'),
  {
    files: ['*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
