import { cli } from './catalogue/cli';
import { console } from './catalogue/console';
import { graph } from './catalogue/graph';
import { landing } from './catalogue/landing';
import { local } from './catalogue/local';
import { operations } from './catalogue/operations';
import { project } from './catalogue/project';
import { run } from './catalogue/run';
import { template } from './catalogue/template';
import { warehouse } from './catalogue/warehouse';

export interface CatalogueEntry {
  /** What happened, in a few words: the heading in docs/errors.md. */
  readonly title: string;
  /** Exit status of a command that stops on it: 1 failed, 2 wrong usage. */
  readonly exit: 1 | 2;
}

/** Every error a user can meet, by code. docs/errors.md explains each; a test keeps the two in step. */
export const catalogue = {
  ...cli,
  ...project,
  ...template,
  ...graph,
  ...warehouse,
  ...landing,
  ...run,
  ...local,
  ...console,
  ...operations,
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;
