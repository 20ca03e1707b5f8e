import type { Offset } from '../../refusal';
import type { Call } from './call';
import type { Expression } from './expression';
import type { Name, Path } from './name';
import type { Query } from './query';

export interface Alias {
  readonly name: Name;
  readonly columns: readonly Name[];
}

export type JoinKind = 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'ASOF' | 'COMMA';

export type From =
  | { readonly kind: 'table'; readonly path: Path; readonly alias?: Alias | undefined; readonly at: Offset }
  | {
      readonly kind: 'derived';
      readonly query: Query;
      readonly lateral: boolean;
      readonly alias?: Alias | undefined;
      readonly at: Offset;
    }
  | {
      readonly kind: 'values';
      readonly rows: readonly (readonly Expression[])[];
      readonly alias?: Alias | undefined;
      readonly at: Offset;
    }
  | {
      readonly kind: 'function';
      readonly call: Call;
      readonly lateral: boolean;
      readonly alias?: Alias | undefined;
      readonly at: Offset;
    }
  | {
      readonly kind: 'join';
      readonly join: JoinKind;
      readonly natural: boolean;
      readonly left: From;
      readonly right: From;
      readonly on?: Expression | undefined;
      readonly using: readonly Name[];
      readonly match?: Expression | undefined;
      readonly at: Offset;
    }
  | {
      readonly kind: 'pivot';
      readonly input: From;
      readonly aggregate: Call;
      /** Ends the names of the columns: `SUM(x) AS total`. */
      readonly suffix?: Name | undefined;
      readonly column: Name;
      readonly values: readonly {
        readonly value: Expression;
        readonly alias?: Name | undefined;
        readonly source: string;
      }[];
      readonly defaultOnNull?: Expression | undefined;
      readonly alias?: Alias | undefined;
      readonly at: Offset;
    }
  | {
      readonly kind: 'unpivot';
      readonly input: From;
      readonly value: Name;
      readonly name: Name;
      readonly columns: readonly { readonly column: Name; readonly alias?: string | undefined }[];
      readonly includeNulls: boolean;
      readonly alias?: Alias | undefined;
      readonly at: Offset;
    }
  | {
      readonly kind: 'sample';
      readonly input: From;
      readonly method: 'BERNOULLI' | 'SYSTEM';
      readonly size: string;
      readonly rows: boolean;
      readonly seed?: string | undefined;
      readonly at: Offset;
    };
