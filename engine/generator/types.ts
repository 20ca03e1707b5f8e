/** One file of a synthetic extract: its path below the extract's folder and its text, piece by piece. */
export interface GeneratedFile {
  readonly path: string;
  readonly chunks: Iterable<string>;
}

export interface GeneratorOptions {
  /** The same seed and size give the same bytes. */
  readonly seed: number;
  /** Number of the domain's main thing: orders in `olist`, order lines in `crm_erp`, sales in `retail`. */
  readonly size: number;
  /** Of `sales.json` in `retail`: one object of columns, an array of records, or one record a line. @default columns */
  readonly shape?: SalesShape | undefined;
  /** Dates of `sales.json`: epoch milliseconds or ISO. @default epoch */
  readonly dates?: 'epoch' | 'iso' | undefined;
}

export const salesShapes = ['columns', 'records', 'lines'] as const;
export type SalesShape = (typeof salesShapes)[number];

/** Makes files of exactly the shape that a domain's source systems send, with their usual defects at small rates. */
export interface DomainGenerator {
  /** What `size` counts, for messages. */
  readonly unit: string;
  readonly defaultSize: number;
  files(options: GeneratorOptions): readonly GeneratedFile[];
}
