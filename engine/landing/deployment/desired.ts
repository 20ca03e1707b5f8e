import type { Project } from '../../project/types';
import { relationText } from '../../warehouse/identifier';
import type { RelationName } from '../../warehouse/port';
import { LAKE_ROOT } from '../keys';
import {
  bronzeTable,
  copyStatement,
  externalTable,
  landedSources,
  pipeName,
  refuseOverlaps,
  type LandedSource,
} from '../setup';
import { createExternalTable, createPipe, createTable } from '../setup/dataset';
import { lakeStage } from '../setup/names';
import { fileFormats, lakeStageStatement, sharedTables } from '../setup/shared';
import { canarySource } from './canary';
import { accessOf, type SchemaAccess } from './access';
import { definitionOf, markText, type Mark } from './mark';

export interface LandingRoles {
  readonly setup: string;
  readonly loader: string;
  readonly transformer: string;
  readonly monitor: string;
  readonly reader: string;
}

export interface LandingOptions {
  readonly database: string;
  readonly integration: string;
  /** `s3://<bucket>/`. */
  readonly lakeUrl: string;
  /** ARN of the topic that tells the pipes of files. @default the bucket tells their queue */
  readonly snsTopic?: string | undefined;
  readonly roles: LandingRoles;
}

/** An object that is made anew, without losing anything, where its text is another one. */
interface Replaceable {
  /** `DATABASE.SCHEMA.NAME`. */
  readonly name: string;
  readonly definition: string;
  /** Creates or replaces it, with its mark. */
  readonly sql: string;
}

interface DesiredTable {
  readonly name: string;
  readonly sql: string;
  /** Of bronze: its declared columns may have become more. */
  readonly source: LandedSource | undefined;
}

export interface DesiredPipe {
  readonly name: string;
  readonly source: LandedSource;
  /** Of the COPY statement and of where the files lie. */
  readonly definition: string;
  /** The COPY statement. */
  readonly copy: string;
  readonly create: (mark: Mark, replace: boolean) => string;
}

/** What Snowflake is to have of the landing of a project. */
export interface DesiredLanding extends LandingOptions {
  readonly schemas: readonly SchemaAccess[];
  readonly fileFormats: readonly Replaceable[];
  readonly stage: { readonly name: string; readonly url: string; readonly sql: string };
  readonly tables: readonly DesiredTable[];
  readonly externalTables: readonly Replaceable[];
  readonly pipes: readonly DesiredPipe[];
}

/** Pure: the same project gives the same text. */
export function desiredLanding(project: Project, options: LandingOptions): DesiredLanding {
  const { database, integration, lakeUrl, snsTopic } = options;
  const landed = landedSources(project.sources);
  refuseOverlaps(landed);
  const url = `${lakeUrl}${LAKE_ROOT}`;
  const marked = (name: RelationName, sql: (comment?: string) => string): Replaceable => {
    const definition = definitionOf(sql(), url);
    return { name: relationText(name), definition, sql: sql(markText({ definition })) };
  };
  const formats = fileFormats(database);
  const markedFormats = fileFormats(database, (sql) => markText({ definition: definitionOf(sql) }));
  return {
    ...options,
    schemas: accessOf(project, landed, options),
    fileFormats: formats.map(({ name, sql }, index) => ({
      ...{ name, definition: definitionOf(sql), sql: markedFormats[index]?.sql ?? sql },
    })),
    stage: {
      name: relationText(lakeStage(database)),
      url,
      sql: lakeStageStatement(database, lakeUrl, integration).sql,
    },
    tables: [
      ...sharedTables(database).map(({ name, sql }) => ({ name, sql, source: undefined })),
      ...landed.map((source) => ({
        name: relationText(bronzeTable(source, database)),
        sql: createTable(source, database),
        source,
      })),
      {
        name: relationText(bronzeTable(canarySource, database)),
        sql: createTable(canarySource, database, 'TRANSIENT TABLE'),
        source: canarySource,
      },
    ],
    externalTables: landed.map((source) =>
      marked(externalTable(source, database), (comment) =>
        createExternalTable(source, database, {
          replace: true,
          ...(comment === undefined ? {} : { comment }),
        }),
      ),
    ),
    pipes: [...landed, canarySource].map((source) => {
      const copy = copyStatement(source, database);
      return {
        name: relationText(pipeName(source, database)),
        source,
        copy,
        definition: definitionOf(copy, url, integration, ...(snsTopic === undefined ? [] : [snsTopic])),
        create: (mark, replace) =>
          createPipe(source, database, { replace, comment: markText(mark), snsTopic }),
      };
    }),
  };
}
