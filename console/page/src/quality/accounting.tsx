import { Fragment } from 'react';
import type { Reconciled } from '../../../api';
import { formatNumber, formatPercent } from '../ui/format';
import { domainName } from '../ui/layers';
import { Empty } from '../ui/states';
import { accountOf, addUp, ROW_CLASSES, standingOf, type RowAccount, type RowClass } from './account';
import { Standing } from './standing';

const WORD: Record<RowClass, string> = {
  accepted: 'accepted',
  duplicates: 'duplicates',
  superseded: 'superseded',
  quarantined: 'quarantined',
  rejected: 'not loaded',
  unknown: 'not accounted for',
};

/** Every row that landed, as a bar that is as long as its parts together. */
export function Accounting({ datasets }: { readonly datasets: readonly Reconciled[] }) {
  const filled = datasets.filter(({ rowsInFiles, rowsInBronze }) => rowsInFiles + rowsInBronze > 0);
  if (filled.length === 0) {
    return (
      <Empty title="No row has landed yet" icon="ingest">
        Run <code>lakehouse demo</code>, or <code>lakehouse ingest</code> files of your own.
      </Empty>
    );
  }
  const whole = addUp(filled.map(accountOf));
  const domains = [...new Set(filled.map(({ domain }) => domain))];
  const shown = ROW_CLASSES.filter((of) => whole.classes[of] !== 0);
  return (
    <>
      <p className="equation">
        <strong>{formatNumber(whole.received)}</strong> rows received
        {shown.map((of, at) => (
          <Fragment key={of}>
            {' '}
            <span>
              <span className="muted">{at === 0 ? '=' : '+'} </span>
              <i className="account-swatch" data-of={of} />
              <strong>{formatNumber(whole.classes[of])}</strong> {WORD[of]}
            </span>
          </Fragment>
        ))}
      </p>
      <div className="account" tabIndex={0} role="region" aria-label="Rows by dataset">
        <table className="account-table">
          <thead>
            <tr>
              <th scope="col">Dataset</th>
              <th scope="col">Adds up</th>
              <th scope="col" data-align="end">
                Received
              </th>
              <th scope="col" className="account-bars">
                Where they went
              </th>
              {shown.map((of) => (
                <th key={of} scope="col" data-align="end">
                  {WORD[of]}
                </th>
              ))}
            </tr>
          </thead>
          {domains.map((domain) => (
            <tbody key={domain}>
              <tr>
                <th scope="rowgroup" colSpan={shown.length + 4}>
                  {domainName(domain)}
                </th>
              </tr>
              {filled
                .filter((one) => one.domain === domain)
                .map((one) => (
                  <DatasetRow key={one.dataset} dataset={one} shown={shown} />
                ))}
            </tbody>
          ))}
        </table>
      </div>
    </>
  );
}

function DatasetRow({
  dataset,
  shown,
}: {
  readonly dataset: Reconciled;
  readonly shown: readonly RowClass[];
}) {
  const account = accountOf(dataset);
  const { differences } = dataset;
  return (
    <>
      <tr>
        <th scope="row">{dataset.dataset}</th>
        <td>
          <Standing dataset={dataset} />
        </td>
        <td data-align="end">{formatNumber(account.received)}</td>
        <td className="account-bars">
          <Bar account={account} />
        </td>
        {shown.map((of) => (
          <td key={of} data-align="end" className={account.classes[of] === 0 ? 'muted' : undefined}>
            {formatNumber(account.classes[of])}
          </td>
        ))}
      </tr>
      {differences.length === 0 ? null : (
        <tr className="account-why" data-standing={standingOf(dataset)}>
          <td />
          <td colSpan={shown.length + 3}>{differences.join('. ')}</td>
        </tr>
      )}
    </>
  );
}

/** The parts to scale; what is there at all is at least to be seen. */
function Bar({ account: { received, classes } }: { readonly account: RowAccount }) {
  const parts = ROW_CLASSES.filter((of) => classes[of] > 0);
  return (
    <div className="account-bar" aria-hidden="true">
      {parts.map((of) => (
        <i
          key={of}
          data-of={of}
          style={{ flexGrow: classes[of] }}
          title={`${formatNumber(classes[of])} ${WORD[of]}, ${formatPercent(received === 0 ? 0 : classes[of] / received)}`}
        />
      ))}
    </div>
  );
}
