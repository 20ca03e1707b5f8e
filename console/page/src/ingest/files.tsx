import { useMemo, useState } from 'react';
import { paths, type FileStatus, type LakeFile, type Page, type Pipe } from '../../../api';
import { useRead } from '../api/read';
import { formatBytes, formatMoment, formatNumber } from '../ui/format';
import { Empty, Loaded } from '../ui/states';
import { Badge, Card, type Tone } from '../ui/surface';
import { Table, type Column } from '../ui/table';

const STATUS: Record<FileStatus, { readonly word: string; readonly tone: Tone }> = {
  PENDING: { word: 'waiting', tone: 'busy' },
  LOADED: { word: 'loaded', tone: 'good' },
  PARTIALLY_LOADED: { word: 'in part', tone: 'warn' },
  LOAD_FAILED: { word: 'failed', tone: 'bad' },
};

const SIZE = 50;

/** Files of the lake, the newest first, a page at a time: there may be very many. */
export function Files({ pipes }: { readonly pipes: readonly Pipe[] }) {
  const [dataset, setDataset] = useState('');
  const [status, setStatus] = useState('');
  const [offset, setOffset] = useState(0);
  const [domain, name] = dataset.split('.');
  const files = useRead<Page<LakeFile>>(
    paths.files({
      ...(dataset === '' ? {} : { domain, dataset: name }),
      ...(status === '' ? {} : { status }),
      offset,
      limit: SIZE,
    }),
    { topic: 'arrived', keep: true },
  );
  return (
    <Card
      title="Files"
      flush
      actions={
        <div className="row">
          <label>
            <span className="visually-hidden">Dataset</span>
            <select
              className="select"
              value={dataset}
              onChange={({ target }) => {
                setDataset(target.value);
                setOffset(0);
              }}
            >
              <option value="">all datasets</option>
              {pipes.map((pipe) => (
                <option key={pipe.node}>{`${pipe.domain}.${pipe.dataset}`}</option>
              ))}
            </select>
          </label>
          <label>
            <span className="visually-hidden">Status</span>
            <select
              className="select"
              value={status}
              onChange={({ target }) => {
                setStatus(target.value);
                setOffset(0);
              }}
            >
              <option value="">any status</option>
              {Object.entries(STATUS).map(([key, { word }]) => (
                <option key={key} value={key}>
                  {word}
                </option>
              ))}
            </select>
          </label>
        </div>
      }
    >
      <Loaded query={files}>
        {(page) => <FilePage page={page} isFiltered={dataset !== '' || status !== ''} onTurn={setOffset} />}
      </Loaded>
    </Card>
  );
}

interface FilePageProps {
  readonly page: Page<LakeFile>;
  readonly isFiltered: boolean;
  readonly onTurn: (offset: number) => void;
}

function FilePage({ page: { items, total, offset }, isFiltered, onTurn }: FilePageProps) {
  const columns = useMemo(
    (): readonly Column<LakeFile>[] => [
      { id: 'dataset', header: 'Dataset', value: (file) => `${file.domain}.${file.dataset}` },
      {
        id: 'status',
        header: 'Status',
        value: ({ status }) => STATUS[status].word,
        cell: ({ status }) => <Badge tone={STATUS[status].tone}>{STATUS[status].word}</Badge>,
      },
      {
        id: 'key',
        header: 'File',
        value: ({ key }) => key,
        cell: ({ key }) => (
          <span className="mono file-key" title={key}>
            {shortKey(key)}
          </span>
        ),
      },
      {
        id: 'bytes',
        header: 'Size',
        align: 'end',
        value: ({ bytes }) => bytes,
        cell: ({ bytes }) => formatBytes(bytes),
      },
      {
        id: 'rows',
        header: 'Rows',
        align: 'end',
        value: ({ rowsLoaded }) => rowsLoaded,
        cell: ({ rowsLoaded }) => formatNumber(rowsLoaded),
      },
      {
        id: 'errors',
        header: 'Errors',
        align: 'end',
        value: ({ errors }) => errors,
        cell: ({ errors }) => formatNumber(errors),
      },
      {
        id: 'landed',
        header: 'Landed',
        value: ({ landedAt }) => landedAt,
        cell: ({ landedAt }) => (landedAt === undefined ? '' : formatMoment(landedAt)),
      },
      {
        id: 'loaded',
        header: 'Loaded',
        value: ({ loadedAt }) => loadedAt,
        cell: ({ loadedAt }) => (loadedAt === undefined ? '' : formatMoment(loadedAt)),
      },
    ],
    [],
  );
  if (total === 0) {
    return isFiltered ? (
      <Empty title="No file is like that">Choose all datasets and any status to see the others.</Empty>
    ) : (
      <Empty title="The lake is empty" icon="ingest">
        Put files into it with <code>lakehouse ingest olist path/to/olist</code>, or make some with{' '}
        <code>lakehouse demo</code>.
      </Empty>
    );
  }
  return (
    <>
      <Table
        label="Files of the lake"
        columns={columns}
        rows={items}
        rowKey={({ key }) => key}
        maxHeight={420}
      />
      <div className="pager">
        <span className="muted">
          {formatNumber(offset + 1)} to {formatNumber(offset + items.length)} of {formatNumber(total)}
        </span>
        <button
          type="button"
          className="button"
          disabled={offset === 0}
          onClick={() => {
            onTurn(Math.max(0, offset - SIZE));
          }}
        >
          Newer
        </button>
        <button
          type="button"
          className="button"
          disabled={offset + items.length >= total}
          onClick={() => {
            onTurn(offset + SIZE);
          }}
        >
          Older
        </button>
      </div>
    </>
  );
}

/** The dataset stands beside it, and of a content's hash the beginning tells it apart. */
function shortKey(key: string): string {
  return key.replace(/^bronze\/[^/=]+\/(?:[^/=]+\/)?/, '').replace(/([0-9a-f]{10})[0-9a-f]{54}/, '$1…');
}
