export interface ColumnRef {
  readonly node: string;
  /** Upper case, as the warehouse stores it. */
  readonly column: string;
}

/**
 * `direct`: the value is handed on as it is. `expression`: it is computed from it.
 * `condition`: it decides only which rows there are, by a join, a filter, a group or an order.
 */
export type ColumnVia = 'direct' | 'expression' | 'condition';

/** Where a column comes from and goes to, across all models. */
export interface ColumnLineage {
  readonly of: ColumnRef;
  readonly edges: readonly {
    readonly from: ColumnRef;
    readonly to: ColumnRef;
    readonly via: ColumnVia;
  }[];
  /** Columns whose origin is not known, and why. */
  readonly unknown: readonly (ColumnRef & { readonly reason: string })[];
}
