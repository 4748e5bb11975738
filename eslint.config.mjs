// What a line of code may look like; who may import whom is .dependency-cruiser.cjs.
import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

// Framework files whose default export Next, drizzle-kit, Playwright or Vitest asks for.
const framework = [
  'app/**/{page,layout,error,not-found,loading,global-error,default}.tsx',
  '*.config.{ts,mjs,js}',
  'e2e/**/*.config.ts',
  'lib/local/test-database.ts',
  'lib/signer/worker.ts',
  'e2e/fixtures/*-setup.ts',
]
const webOnly = [
  ...['app', 'components', 'db'],
  ...['lib/domain', 'lib/wire', 'lib/server', 'lib/client', 'lib/signer'],
]

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      '.next',
      '.open-next',
      '.local',
      '**/.wrangler',
      'next-env.d.ts',
      'e2e/edge/**',
      'lib/domain/*.as.ts',
      'e2e/results',
      '**/*.generated.ts',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/only-throw-error': 'off',
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 3],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: framework,
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Name what you export; defaults are for framework files.',
        },
      ],
    },
  },
  {
    files: webOnly.map((folder) => `${folder}/**/*.{ts,tsx}`),
    ignores: ['**/*.test.ts', 'db/{migrate,seed}.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^node:', message: 'Product code runs in an isolate: Web APIs only.' },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'Buffer', '__dirname', '__filename'],
    },
  },
  {
    files: ['lib/domain/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The kernel is told the time.' },
        { object: 'Math', property: 'random', message: 'Nothing in the kernel is random.' },
      ],
    },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "ExportNamedDeclaration VariableDeclarator[id.name='runtime']",
          message: 'No runtime exports: they answer 500 in the edge build.',
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts', 'e2e/**/*.ts', 'db/schema.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
      },
    },
  },
)
