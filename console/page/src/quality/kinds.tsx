import type { QualityTest } from '../../../api';
import { formatNumber } from '../ui/format';
import { domainName } from '../ui/layers';

interface Count {
  readonly tests: number;
  readonly bad: number;
  readonly warned: number;
  readonly unknown: number;
}

const countOf = (tests: readonly QualityTest[]): Count => ({
  tests: tests.length,
  bad: tests.filter(({ status }) => status === 'fail' || status === 'error').length,
  warned: tests.filter(({ status }) => status === 'warn').length,
  unknown: tests.filter(({ status }) => status === 'never' || status === 'skipped').length,
});

interface KindsProps {
  readonly tests: readonly QualityTest[];
  readonly onChoose: (kind: string, domain: string) => void;
}

/** What is tested how: kinds of tests down, domains across, as each test ended last. */
export function Kinds({ tests, onChoose }: KindsProps) {
  const domains = [...new Set(tests.map(({ domain }) => domain))].sort();
  const kinds = [...new Set(tests.map(({ kind }) => kind))]
    .map((kind) => ({ kind, of: tests.filter((test) => test.kind === kind) }))
    .sort((one, other) => other.of.length - one.of.length);
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Tests by kind and domain">
      <table className="table kinds">
        <thead>
          <tr>
            <th scope="col">Kind</th>
            {domains.map((domain) => (
              <th key={domain} scope="col" data-align="end">
                {domainName(domain)}
              </th>
            ))}
            <th scope="col" data-align="end">
              All
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, of }) => (
            <tr key={kind}>
              <th scope="row">{kind.replaceAll('_', ' ')}</th>
              {domains.map((domain) => (
                <td key={domain} data-align="end">
                  <KindCell
                    count={countOf(of.filter((test) => test.domain === domain))}
                    label={`${kind.replaceAll('_', ' ')} of ${domainName(domain)}`}
                    onClick={() => {
                      onChoose(kind, domain);
                    }}
                  />
                </td>
              ))}
              <td data-align="end">{formatNumber(of.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface KindCellProps {
  readonly count: Count;
  readonly label: string;
  readonly onClick: () => void;
}

function KindCell({ count: { tests, bad, warned, unknown }, label, onClick }: KindCellProps) {
  if (tests === 0) return <span className="muted">–</span>;
  const tone = bad > 0 ? 'bad' : warned > 0 ? 'warn' : unknown === tests ? 'idle' : 'good';
  const notes = [
    ...(bad > 0 ? [`${formatNumber(bad)} failed`] : []),
    ...(warned > 0 ? [`${formatNumber(warned)} warned`] : []),
    ...(unknown > 0 && unknown < tests ? [`${formatNumber(unknown)} not run`] : []),
  ];
  return (
    <button type="button" className="kind" data-tone={tone} onClick={onClick}>
      <span className="visually-hidden">{label}: </span>
      {notes.length > 0 ? `${notes.join(', ')} of ` : ''}
      {formatNumber(tests)}
      <span className="visually-hidden">
        {' '}
        {notes.length > 0 ? '' : unknown === tests ? 'not run' : 'passed'}
      </span>
      <span className="dot" data-tone={tone} />
    </button>
  );
}
