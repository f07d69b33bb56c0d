/**
 * The rooms of the house and who may import whom: the table behind `tools/tidy.test.ts`.
 * To change the shape of the project is to change this file.
 */

/** A folder of `packages/engine/src`. */
export interface Room {
  readonly name: string;
  /** A pure room reads no clock, environment or randomness and imports no module of Node. */
  readonly pure: boolean;
  /** The rooms it may import: all that stand before it in the list, or just those named. */
  readonly mayImport: 'any earlier room' | readonly string[];
}

/** A folder of `packages`. */
export interface Package {
  readonly name: string;
  /** The packages of this repository that it may import, by `@tyto/NAME/…`. */
  readonly mayImport: readonly string[];
  /** The packages from elsewhere that it may import outside tests. */
  readonly externals: readonly string[];
}

const earlier = 'any earlier room';

/** The engine's rooms; the listing is the pipeline. */
export const rooms: readonly Room[] = [
  { name: 'diagnostics', pure: true, mayImport: [] },
  { name: 'graph', pure: true, mayImport: [] },
  { name: 'hot', pure: true, mayImport: earlier },
  { name: 'resource', pure: true, mayImport: earlier },
  { name: 'plan', pure: true, mayImport: earlier },
  { name: 'inventory', pure: true, mayImport: earlier },
  { name: 'render', pure: true, mayImport: earlier },
  { name: 'validate', pure: true, mayImport: earlier },
  { name: 'state', pure: true, mayImport: earlier },
  // Entries of the journal carry steps of the state, so they come after it.
  { name: 'event', pure: true, mayImport: earlier },
  { name: 'preview', pure: true, mayImport: earlier },
  // What a loose template comes to where no node is needed.
  { name: 'compute', pure: true, mayImport: earlier },
  { name: 'report', pure: true, mayImport: earlier },
  { name: 'store', pure: false, mayImport: earlier },
  { name: 'apply', pure: false, mayImport: earlier },
  { name: 'fleet', pure: false, mayImport: earlier },
  { name: 'site', pure: false, mayImport: earlier },
  { name: 'operations', pure: false, mayImport: earlier },
];

export const packages: readonly Package[] = [
  { name: 'engine', mayImport: [], externals: [] },
  { name: 'cli', mayImport: ['engine'], externals: [] },
];

/** What a test may import from elsewhere besides what its package may. */
export const testExternals: readonly string[] = ['ajv', 'fast-check', 'typescript'];

/** Top-level folders that are programs over the packages; no package imports them, and they may import any. */
export const workshops: readonly string[] = ['tools', 'bench', 'e2e', 'conformance'];

/** Above this many lines a source file is split, or named below with the reason. Tests are not counted. */
export const lineLimit = 300;

export const longFiles: ReadonlyMap<string, string> = new Map<string, string>();

/** Files of pure rooms that use Node all the same, each with the reason. */
export const impureFiles: ReadonlyMap<string, string> = new Map([
  [
    'packages/engine/src/hot/late-module.ts',
    'loads modules of its own room, so that only who needs them waits for them',
  ],
]);

/** Files that something other than an import starts. Tests are entries too. */
export const entries: readonly RegExp[] = [
  /^packages\/cli\/src\/main\.ts$/,
  /^packages\/[^/]+\/src\/index\.ts$/,
  /^tools\/test\.ts$/,
  /^tools\/testing\/seed\.ts$/,
  /^(bench|e2e|conformance)\/[^/]+\.ts$/,
  /^e2e\/lab\/lab\.ts$/,
];
