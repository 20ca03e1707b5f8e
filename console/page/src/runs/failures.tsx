import { Link } from 'wouter';
import type { RunDetails } from '../../../api';
import { FailingRowsTable } from '../models/node-tests';
import { formatClock, spoken } from '../ui/format';
import { SqlBlock } from '../ui/sql-block';

/** What went wrong, with the statement and the line where the engine named one, or the rows that a test found. */
export function Failures({ run: { failures, runId, testResults } }: { readonly run: RunDetails }) {
  const found = new Set(testResults.filter((test) => (test.failures ?? 0) > 0).map(({ id }) => id));
  return (
    <ol className="failures">
      {failures.map((failure, at) => (
        <li key={`${failure.step} ${at}`}>
          <h3>
            {failure.step}{' '}
            <span className="muted">
              {failure.at === undefined ? '' : formatClock(failure.at)}
              {failure.line === undefined ? '' : `, line ${failure.line}`}
            </span>
          </h3>
          {failure.test !== undefined && found.has(failure.test) ? (
            <FailingRowsTable test={failure.test} run={runId} />
          ) : (
            <p>{spoken(failure.message)}</p>
          )}
          {failure.sql === undefined ? null : (
            <SqlBlock sql={failure.sql} label={`Statement of ${failure.step}`} markedLine={failure.line} />
          )}
          {failure.node === undefined ? null : (
            <p>
              <Link href={`/models/${encodeURIComponent(failure.node)}`}>To the model</Link>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
