import type { NodeFiles } from '../../../api';
import { formatBytes, formatNumber, plural } from '../ui/format';
import { Ago } from '../ui/time';

/** The files of the lake that a node is made of. */
export function NodeFilesList({ files }: { readonly files: NodeFiles | undefined }) {
  if (files === undefined || files.files === 0) return null;
  return (
    <section className="stack">
      <h3>
        Made of {plural(files.files, 'file')}, {formatBytes(files.bytes)}
        {files.pending > 0 ? `; ${formatNumber(files.pending)} not loaded yet` : ''}
      </h3>
      <ul className="stack file-list">
        {files.newest.map((file) => (
          <li key={file.key}>
            {/* The content's hash is of use to a machine; the whole key stands in the title. */}
            <code title={file.key}>{file.key.replace(/([0-9a-f]{8})[0-9a-f]{56}/, '$1…')}</code>
            <span className="muted">
              {formatBytes(file.bytes)}, landed <Ago at={file.landedAt} />
            </span>
          </li>
        ))}
      </ul>
      {files.files > files.newest.length ? <p className="muted">The newest {files.newest.length}.</p> : null}
    </section>
  );
}
