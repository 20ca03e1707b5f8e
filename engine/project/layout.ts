import type { Problems } from './problems';
import type { ProjectYaml } from './yaml/project-file';
import type { ProjectFile } from './types';

/** The files of a project by what they hold. A node's path below its root folder gives its fqn. */
export interface Layout {
  readonly models: readonly PlacedFile[];
  readonly snapshots: readonly PlacedFile[];
  readonly analyses: readonly PlacedFile[];
  readonly singularTests: readonly PlacedFile[];
  readonly macros: readonly PlacedFile[];
  readonly properties: readonly PlacedFile[];
  readonly docs: readonly PlacedFile[];
  /** Rows of unit tests: tests/fixtures/*.csv and *.sql. */
  readonly fixtures: readonly PlacedFile[];
}

export interface PlacedFile extends ProjectFile {
  /** Path below the model path (macro path, …) that the file was found in. */
  readonly below: string;
}

type Kind = keyof Layout;

const noPackages =
  'Packages are not supported: copy the macros that you need into macros/, with their licence, and remove the file.';
const noPython = 'Python models are not supported: write the model in SQL.';
const noSeeds = 'Seeds are not supported: land the file as a dataset and read it as a source.';

export function layOut(files: readonly ProjectFile[], settings: ProjectYaml, problems: Problems): Layout {
  const found: Record<Kind, PlacedFile[]> = {
    models: [],
    snapshots: [],
    analyses: [],
    singularTests: [],
    macros: [],
    properties: [],
    docs: [],
    fixtures: [],
  };
  const roots = rootFolders(settings);
  const refuse = (file: ProjectFile, reason: string) => problems.add('LH205', reason, { file: file.path });

  for (const file of files) {
    if (/^(packages|dependencies)\.ya?ml$/.test(file.path)) {
      if (/^\s*packages\s*:/m.test(file.text)) refuse(file, noPackages);
      continue;
    }
    const root = roots.find(({ folder }) => file.path.startsWith(`${folder}/`));
    if (!root) continue;
    const placed = { ...file, below: file.path.slice(root.folder.length + 1) };
    const extension = file.path.slice(file.path.lastIndexOf('.') + 1).toLowerCase();
    if (extension === 'py') refuse(file, noPython);
    else if (root.kind === 'seeds' && extension === 'csv') refuse(file, noSeeds);
    else if (extension === 'md') found.docs.push(placed);
    else if (extension === 'yml' || extension === 'yaml') found.properties.push(placed);
    else {
      const kind = kindOf(root.kind, placed.below, extension);
      if (kind) found[kind].push(placed);
    }
  }
  return found;
}

type RootKind = 'models' | 'snapshots' | 'analyses' | 'tests' | 'macros' | 'seeds' | 'docs';

/** The longest folder first, so that `models/marts` as a path of its own is not taken for `models`. */
function rootFolders(settings: ProjectYaml): { readonly folder: string; readonly kind: RootKind }[] {
  const of = (kind: RootKind, folders: readonly string[]) =>
    folders.map((folder) => ({ folder: folder.replace(/^\.\/|\/$/g, ''), kind }));
  return [
    ...of('models', settings['model-paths']),
    ...of('snapshots', settings['snapshot-paths']),
    ...of('analyses', settings['analysis-paths']),
    ...of('tests', settings['test-paths']),
    ...of('macros', settings['macro-paths']),
    ...of('seeds', settings['seed-paths']),
    ...of('docs', settings['docs-paths'] ?? []),
  ].sort((a, b) => b.folder.length - a.folder.length);
}

function kindOf(root: RootKind, below: string, extension: string): Kind | undefined {
  const fixture = root === 'tests' && below.startsWith('fixtures/');
  if (fixture) return 'fixtures';
  if (extension !== 'sql') return undefined;
  switch (root) {
    case 'tests':
      return below.startsWith('generic/') ? 'macros' : 'singularTests';
    case 'seeds':
    case 'docs':
      return undefined;
    default:
      return root;
  }
}

/** dbt's fqn: the project, the folders, the name. */
export const fqnOf = (project: string, below: string, name: string): readonly string[] => [
  project,
  ...below.split('/').slice(0, -1),
  name,
];

export const baseName = (path: string): string =>
  path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
