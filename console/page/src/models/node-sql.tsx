import { useState } from 'react';
import type { NodeSql } from '../../../api';
import { SqlBlock } from '../ui/sql-block';
import { Segments } from '../ui/tabs';

type Which = 'compiled' | 'incremental' | 'local' | 'raw';

/** The model as Snowflake gets it, as the local database runs it, and as it is written. */
export function NodeSqlView({ name, sql }: { readonly name: string; readonly sql: NodeSql }) {
  const [which, setWhich] = useState<Which>('compiled');
  const texts: Record<Which, string | undefined> = {
    compiled: sql.compiled,
    incremental: sql.compiledIncremental,
    local: sql.local ?? sql.localProblem,
    raw: sql.raw,
  };
  const names: readonly (readonly [Which, string])[] = [
    ['compiled', 'Snowflake'],
    ['incremental', 'Snowflake, increment'],
    ['local', 'DuckDB'],
    ['raw', 'As written'],
  ];
  const offered = names.filter(([key]) => texts[key] !== undefined);
  return (
    <>
      <Segments label="Which text" options={offered} current={which} choose={setWhich} />
      {which === 'local' && sql.local === undefined ? (
        <p className="notice" data-tone="bad">
          {sql.localProblem}
        </p>
      ) : (
        <SqlBlock sql={texts[which] ?? ''} label={`SQL of ${name}, ${which}`} />
      )}
    </>
  );
}
