import type { FileFormat } from '../../../landing/file-format';
import type { RelationName } from '../../port';

/** What a CREATE does where the object exists. */
export type CreateMode = 'create' | 'if not exists' | 'or replace' | 'or alter';

export interface StageLocation {
  readonly stage: RelationName;
  /** Below the stage's URL, without a leading `/`. */
  readonly path: string;
}

/** A format by its name, or spelled out in the statement. */
export type FormatReference = { readonly name: RelationName } | { readonly format: FileFormat };

export type Metadata =
  | 'METADATA$FILENAME'
  | 'METADATA$FILE_ROW_NUMBER'
  | 'METADATA$FILE_CONTENT_KEY'
  | 'METADATA$FILE_LAST_MODIFIED'
  | 'METADATA$START_SCAN_TIME';

export interface CopyStatement {
  readonly kind: 'copy';
  readonly target: RelationName;
  readonly columns: readonly string[] | undefined;
  /** The select list of a transformation, as it is written. */
  readonly select: string | undefined;
  readonly from: StageLocation;
  readonly files: readonly string[] | undefined;
  readonly format: FormatReference;
  readonly matchByColumnName: boolean;
  readonly includeMetadata: readonly { readonly column: string; readonly metadata: Metadata }[];
  readonly onError: 'CONTINUE' | 'SKIP_FILE' | 'ABORT_STATEMENT';
  readonly force: boolean;
}

/** COPY INTO a location: one file of a table. */
export interface UnloadStatement {
  readonly kind: 'unload';
  readonly url: string;
  readonly from: RelationName;
  readonly format: 'PARQUET' | 'CSV';
}

export type StoredKind = 'file format' | 'stage' | 'pipe' | 'external table';

export type LoadStatement =
  | CopyStatement
  | UnloadStatement
  | {
      readonly kind: 'create file format';
      readonly name: RelationName;
      readonly mode: CreateMode;
      readonly format: FileFormat;
    }
  | {
      readonly kind: 'create stage';
      readonly name: RelationName;
      readonly mode: CreateMode;
      readonly url: string;
    }
  | {
      readonly kind: 'create pipe';
      readonly name: RelationName;
      readonly mode: CreateMode;
      /** The COPY statement, as written. */
      readonly definition: string;
      readonly copy: CopyStatement;
    }
  | {
      readonly kind: 'create external table';
      readonly name: RelationName;
      readonly mode: CreateMode;
      readonly columns: readonly ExternalColumn[];
      readonly location: StageLocation;
      readonly format: FormatReference;
    }
  | { readonly kind: 'refresh external table'; readonly name: RelationName }
  | { readonly kind: 'pause pipe'; readonly name: RelationName; readonly paused: boolean }
  | { readonly kind: 'refresh pipe'; readonly name: RelationName }
  | {
      readonly kind: 'drop';
      readonly object: StoredKind;
      readonly name: RelationName;
      readonly ifExists: boolean;
    }
  | {
      readonly kind: 'show';
      readonly object: StoredKind;
      readonly like: string | undefined;
      readonly schema: string | undefined;
    };

/** The part of external tables that is supported: a field by its position, the whole value, the file's name. */
export interface ExternalColumn {
  readonly name: string;
  readonly value: 'value' | 'file' | { readonly position: number };
}
