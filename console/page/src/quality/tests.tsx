import { useMemo } from 'react';
import { Link } from 'wouter';
import type { QualityTest } from '../../../api';
import { formatAgo, formatMoment, formatNumber } from '../ui/format';
import { domainName } from '../ui/layers';
import { Icon } from '../ui/icons';
import { Empty } from '../ui/states';
import { ownName, TEST_STATUS } from '../ui/status';
import { Badge } from '../ui/surface';
import { Table, type Column } from '../ui/table';
import { Choice } from './choice';

export interface TestFilter {
  readonly text: string;
  readonly status: string;
  readonly kind: string;
  readonly domain: string;
}

export const NO_FILTER: TestFilter = { text: '', status: '', kind: '', domain: '' };

interface TestsProps {
  readonly tests: readonly QualityTest[];
  readonly filter: TestFilter;
  readonly onFilter: (filter: TestFilter) => void;
}

/** Every test with how it ended last; what needs somebody first. */
export function Tests({ tests, filter, onFilter }: TestsProps) {
  const found = useMemo(() => {
    const wanted = filter.text.toLowerCase();
    return tests
      .filter(
        ({ name, nodeName, status, kind, domain }) =>
          (filter.status === '' || status === filter.status) &&
          (filter.kind === '' || kind === filter.kind) &&
          (filter.domain === '' || domain === filter.domain) &&
          (name.toLowerCase().includes(wanted) || nodeName.toLowerCase().includes(wanted)),
      )
      .sort((one, other) => URGENCY.indexOf(one.status) - URGENCY.indexOf(other.status));
  }, [tests, filter]);
  return (
    <>
      <div className="row test-filters">
        <label className="search">
          <span className="visually-hidden">Find a test or a model</span>
          <Icon name="search" size={16} />
          <input
            className="input"
            type="search"
            placeholder="Test or model"
            value={filter.text}
            onChange={({ target }) => {
              onFilter({ ...filter, text: target.value });
            }}
          />
        </label>
        <Choice
          label="Status"
          all="any status"
          value={filter.status}
          values={URGENCY.filter((status) => tests.some((test) => test.status === status)).map((status) => [
            status,
            TEST_STATUS[status].word,
          ])}
          onChange={(status) => {
            onFilter({ ...filter, status });
          }}
        />
        <Choice
          label="Kind"
          all="all kinds"
          value={filter.kind}
          values={distinct(tests.map(({ kind }) => kind)).map((kind) => [kind, kind.replaceAll('_', ' ')])}
          onChange={(kind) => {
            onFilter({ ...filter, kind });
          }}
        />
        <Choice
          label="Domain"
          all="all domains"
          value={filter.domain}
          values={distinct(tests.map(({ domain }) => domain)).map((domain) => [domain, domainName(domain)])}
          onChange={(domain) => {
            onFilter({ ...filter, domain });
          }}
        />
        <span className="muted" role="status">
          {formatNumber(found.length)} of {formatNumber(tests.length)}
        </span>
      </div>
      <Table
        label="Tests"
        columns={COLUMNS}
        rows={found}
        rowKey={({ id }) => id}
        empty={
          <Empty title="No test is like that" icon="search">
            <button
              type="button"
              className="button"
              onClick={() => {
                onFilter(NO_FILTER);
              }}
            >
              Show all tests
            </button>
          </Empty>
        }
      />
    </>
  );
}

const URGENCY: readonly QualityTest['status'][] = [
  'fail',
  'error',
  'warn',
  'running',
  'waiting',
  'skipped',
  'never',
  'pass',
];

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

const COLUMNS: readonly Column<QualityTest>[] = [
  {
    id: 'status',
    header: 'Last time',
    value: ({ status }) => URGENCY.indexOf(status),
    cell: ({ status }) => <Badge tone={TEST_STATUS[status].tone}>{TEST_STATUS[status].word}</Badge>,
  },
  {
    id: 'failures',
    header: 'Failing rows',
    align: 'end',
    value: ({ failures }) => failures,
    cell: ({ failures, status }) =>
      status === 'pass' || failures === undefined ? '' : formatNumber(failures),
  },
  {
    id: 'node',
    header: 'Model',
    value: ({ nodeName }) => nodeName,
    cell: ({ node, nodeName }) => <Link href={`/models/${encodeURIComponent(node)}`}>{nodeName}</Link>,
  },
  { id: 'kind', header: 'Kind', value: ({ kind }) => kind.replaceAll('_', ' ') },
  {
    id: 'name',
    header: 'Test',
    value: ({ name }) => name,
    cell: (test) => (
      <span className="test-name" title={test.name}>
        {test.column ?? ownName(test, test.nodeName)}
      </span>
    ),
  },
  {
    id: 'severity',
    header: 'If it fails',
    value: ({ severity }) => severity,
    cell: ({ severity }) => (severity === 'error' ? 'blocks' : 'warns'),
  },
  {
    id: 'at',
    header: 'When',
    value: ({ at }) => at,
    cell: ({ at }) => (at === undefined ? '' : <span title={formatMoment(at)}>{formatAgo(at)}</span>),
  },
];
