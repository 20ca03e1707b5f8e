import { Link } from 'wouter';
import type { RunFailure } from '../../../api';
import { FailingRowsTable } from '../models/node-tests';
import { formatClock } from '../ui/format';
import { SqlBlock } from '../ui/sql-block';

/** What went wrong, with the statement and the line where the engine named one, or the rows that a test found. */
export function Failures({
  failures,
  runId,
}: {
  readonly failures: readonly RunFailure[];
  readonly runId: string;
}) {
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
          <p>{failure.message}</p>
          {failure.test === undefined ? null : <FailingRowsTable test={failure.test} run={runId} />}
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
