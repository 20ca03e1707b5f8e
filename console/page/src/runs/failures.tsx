import { Link } from 'wouter';
import type { RunDetails, RunFailure } from '../../../api';
import { FailingRowsTable } from '../models/node-tests';
import { formatClock } from '../ui/format';
import { SqlBlock } from '../ui/sql-block';

/** What went wrong, with the statement and the line where the engine named one, or the rows that a test found. */
export function Failures({ run: { failures, runId, testResults } }: { readonly run: RunDetails }) {
  const found = new Set(testResults.filter((test) => (test.failures ?? 0) > 0).map(({ id }) => id));
  const keptRows = ({ test }: RunFailure) => (test !== undefined && found.has(test) ? test : undefined);
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
          <Kept test={keptRows(failure)} runId={runId} />
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

function Kept({ test, runId }: { readonly test: string | undefined; readonly runId: string }) {
  return test === undefined ? null : <FailingRowsTable test={test} run={runId} />;
}
