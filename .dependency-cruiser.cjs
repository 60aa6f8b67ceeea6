/** Who may import whom. tests/repo/boundaries.test.ts plants a violation of each rule and sees it refused. */

/** Packages and contexts that pure code must not know. */
const OUTSIDE = '((^|/)node_modules/(webextension-polyfill|openai|dexie|preact|wxt)/)';

/** Contracts: what every folder may speak of. */
const CONTRACTS = ['lib/(errors|protocol)\\.ts$', 'lib/models/connection\\.ts$'];

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Everything of ours except the folders named, as a path pattern. @param {string[]} allowed */
const oursExcept = (...allowed) => `^(?!(${allowed.join('|')}))(lib|components|entrypoints|tests|scripts)/`;

module.exports = {
  forbidden: [
    forbid(
      'notation-stands-alone',
      'how things are written: what reads them and what draws them both import it, and it imports nothing',
      { path: '^lib/notation/' },
      { pathNot: '^lib/notation/' },
    ),
    forbid(
      'pure-folders',
      'assistants, page and search know the contracts and one another, and nothing that reaches outside',
      { path: '^lib/(assistants|page|search)/' },
      { path: oursExcept('lib/(assistants|notation|page|search)/', 'lib/errors\\.ts$') },
    ),
    forbid(
      'pages-without-engine',
      'what reads pages and what finds words in them know the engine by its types alone',
      { path: '^lib/(page|search)/' },
      { path: '^lib/assistants/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'pure-packages',
      'no browser, store, network or view',
      { path: '^lib/(assistants|page|search)/' },
      { path: OUTSIDE },
    ),
    forbid(
      'no-node',
      'the product runs in browsers',
      { path: '^(lib|components|entrypoints)/' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'contracts-are-types',
      'a contract names the types of others and runs none of their code',
      { path: '^lib/(errors|protocol)\\.ts$' },
      { path: '^(lib|components|entrypoints)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'implementations',
      'store, models and platform implement the ports of the pure folders; one does not reach into another',
      { path: '^lib/(store|models|platform)/' },
      { path: '^(components|entrypoints|tests|scripts)/' },
    ),
    forbid(
      'store-stands-alone',
      'the store takes from the others only their types',
      { path: '^lib/store/' },
      { path: '^lib/(models|platform|panel|api|i18n)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'models-stand-alone',
      'what a backend needs is handed to it; from others it takes types',
      { path: '^lib/models/' },
      { path: '^lib/(store|platform|panel|api|i18n)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'platform-stands-alone',
      'a door to the browser knows no store, no model and no panel; ports and contracts come as types',
      { path: '^lib/platform/' },
      { path: '^lib/(store|models|panel)/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'words-stand-alone',
      'the words come from the browser, and from nowhere else of ours',
      { path: '^lib/i18n/' },
      { path: oursExcept('lib/i18n/', 'lib/platform/browser\\.ts$') },
    ),
    forbid(
      'api-through-ports',
      'the front door imports the engine; stores, models and the browser are handed to it',
      { path: '^lib/api/' },
      { path: oursExcept('lib/(api|assistants)/', ...CONTRACTS), dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'panel-imports',
      'the panel knows the client half of the api, pages, the protocol and the words; the rest is handed to it',
      { path: '^lib/panel/' },
      {
        path: oursExcept('lib/(panel|i18n|assistants|notation|page)/', 'lib/api/port-client\\.ts$', ...CONTRACTS),
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'components-imports',
      'components draw what they are given',
      { path: '^components/' },
      { path: oursExcept('components/', 'lib/(i18n|notation)/'), dependencyTypesNot: ['type-only'] },
    ),
    forbid('nobody-imports-entrypoints', 'they compose', { pathNot: '^entrypoints/' }, { path: '^entrypoints/' }),
    forbid(
      'product-without-tests',
      'what ships knows neither tests nor scripts',
      { path: '^(lib|components|entrypoints)/' },
      { path: '^(tests|scripts)/' },
    ),
    forbid(
      'one-door-to-the-browser',
      'webextension-polyfill enters in one file',
      { path: '^(lib|components|entrypoints)/', pathNot: '^lib/platform/browser\\.ts$' },
      { path: 'webextension-polyfill', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'one-door-to-openai',
      'the SDK is constructed in one file; others of lib/models may name its types',
      { path: '^(lib|components|entrypoints)/', pathNot: '^lib/models/client\\.ts$' },
      { path: '(^|/)openai(/|$)', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'openai-types-in-models',
      'wire types never leave lib/models',
      { path: '^(lib|components|entrypoints)/', pathNot: '^lib/models/' },
      { path: '(^|/)openai(/|$)' },
    ),
    forbid(
      'one-door-to-dexie',
      'the database is opened and read in lib/store; one small hook turns its live queries into state',
      { path: '^(lib|components|entrypoints)/', pathNot: '^lib/store/' },
      { path: '(^|/)dexie(/|$)' },
    ),
    forbid(
      'one-door-to-pdfjs',
      'a megabyte that only the worker for PDF files may hold',
      { path: '^(lib|components|entrypoints)/', pathNot: '^lib/platform/pdf/open-document\\.ts$' },
      { path: '(^|/)pdfjs-dist(/|$)' },
    ),
    forbid(
      'no-cycles',
      'a cycle of run-time imports has no order',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid('resolvable', 'an import that leads nowhere', { pathNot: '^tests/' }, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|svg|png|json)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
};
