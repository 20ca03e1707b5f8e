import { paths, type LoadError, type Page, type Rejection } from '../../../api';
import { useRead } from '../api/read';
import { formatMoment, formatNumber, plural } from '../ui/format';
import { Empty, Loaded, Loading } from '../ui/states';
import { Reason } from './reason';

const SHOWN = 50;

interface LoadErrorsProps {
  readonly rejections: readonly Rejection[];
  /** Whether there is a file at all. */
  readonly landed: boolean;
}

/** Rows and files that could not be loaded: by reason, and below each the lines as they stand in the file. */
export function LoadErrors({ rejections, landed }: LoadErrorsProps) {
  if (rejections.length === 0) {
    return (
      <Empty
        title={landed ? 'Every row of every file could be loaded' : 'No file has landed yet'}
        icon="quality"
      >
        What cannot be loaded is kept here, with its line as it stands in the file.
      </Empty>
    );
  }
  return (
    <ul className="reasons">
      {rejections.map((one) => (
        <Reason
          key={`${one.domain} ${one.dataset} ${one.reason}`}
          reason={one.reason}
          of={`${one.domain}.${one.dataset}`}
          count={`${one.rows > 0 ? plural(one.rows, 'row') : 'whole files'} in ${plural(one.files, 'file')}`}
        >
          {() => <Lines rejection={one} />}
        </Reason>
      ))}
    </ul>
  );
}

function Lines({ rejection: { domain, dataset, reason } }: { readonly rejection: Rejection }) {
  const errors = useRead<Page<LoadError>>(paths.loadErrors({ domain, dataset, reason, limit: SHOWN }), {
    topic: 'arrived',
  });
  return (
    <div className="reason-body">
      <Loaded query={errors} loading={<Loading lines={3} />}>
        {({ items, total }) => (
          <>
            <ol className="lines">
              {items.map(({ file, row, raw, foundAt }) => (
                <li key={`${file} ${row ?? ''}`}>
                  <p>
                    <code>{file}</code>
                    <span className="muted">
                      {row === undefined ? 'whole file' : `row ${formatNumber(row)}`}
                      {foundAt === undefined ? '' : `, ${formatMoment(foundAt)}`}
                    </span>
                  </p>
                  {raw === undefined ? null : (
                    <pre
                      tabIndex={0}
                      role="region"
                      aria-label={`Line as it stands in the file, row ${row ?? ''}`}
                    >
                      {raw}
                    </pre>
                  )}
                </li>
              ))}
            </ol>
            {total > items.length ? (
              <p className="muted">
                The newest {items.length} of {formatNumber(total)}.
              </p>
            ) : null}
            <p className="muted">
              A repaired file is laid beside the broken one by <code>lakehouse retry</code>.
            </p>
          </>
        )}
      </Loaded>
    </div>
  );
}
