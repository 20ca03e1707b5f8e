import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { paths, type Analysis } from '../../../api';
import { useRead } from '../api/read';
import { Empty, Failed, Loaded, Loading } from '../ui/states';
import { Page } from '../ui/surface';
import { readAddress, writeAddress, type Address } from './address';
import type { Selection } from './aggregate';
import { Controls } from './controls';
import './dashboards.css';
import { Headlines } from './headlines';
import { shownOf, usePageData, type ShownAnalysis } from './page-data';
import { PartSection } from './part-section';
import { bucketName, lastPeriods, rangeBefore, rangeName, wholePeriods, within } from './range';

/** Everything that is shown of a domain's gold, as the properties of its analyses say. */
export function Dashboard({ domain }: { readonly domain: string }) {
  const analyses = useRead<readonly Analysis[]>(paths.analyses);
  return (
    <Loaded query={analyses} loading={<Loading lines={10} />}>
      {(all) => {
        const shown = shownOf(all, domain);
        return shown.length === 0 ? (
          <Page title={domain}>
            <Empty title={`No dashboards of ${domain}`} icon="chart">
              A query in <code>sql/analyses/{domain}/dashboards/</code> whose properties have a dashboard is
              shown here.
            </Empty>
          </Page>
        ) : (
          <DomainDashboard key={domain} domain={domain} shown={shown} />
        );
      }}
    </Loaded>
  );
}

interface DomainDashboardProps {
  readonly domain: string;
  readonly shown: readonly ShownAnalysis[];
}

function DomainDashboard({ domain, shown }: DomainDashboardProps) {
  const { page, parts, extent, loading } = usePageData(shown, domain);
  const { period, last } = page;
  const search = useSearch();
  const [path, navigate] = useLocation();
  const address = useMemo(() => readAddress(search), [search]);
  const onChange = (next: Address) => {
    const text = writeAddress(next);
    navigate(text === '' ? path : `${path}?${text}`, { replace: true });
  };

  const range = useMemo(() => {
    if (!extent) return undefined;
    const wanted = address.range && within(wholePeriods(address.range, period), wholePeriods(extent, period));
    return wanted ?? lastPeriods(extent, period, last);
  }, [address.range, extent, period, last]);
  const selection = useMemo((): Selection => ({ range, filters: address.filters }), [range, address.filters]);
  const previous = useMemo(
    () => extent && range && rangeBefore(extent, range, period),
    [extent, range, period],
  );
  const lead = parts.find(({ analysis }) => analysis.dashboard.page) ?? parts[0];

  if (!parts.some(({ analysis }) => analysis.ready)) {
    return (
      <Page title={page.title} lead={page.description}>
        <div className="card">
          <Empty title="Nothing of this is built yet" icon="chart">
            <code>lakehouse build</code> makes the tables of files that have landed;{' '}
            <code>lakehouse demo</code> makes the files too. The page changes when they are published.
          </Empty>
        </div>
      </Page>
    );
  }
  return (
    <Page title={page.title} lead={page.description}>
      <Controls
        page={page}
        parts={parts}
        extent={extent}
        range={range}
        address={address}
        onChange={onChange}
      />
      {loading ? (
        <Loading lines={4} label="Reading the numbers" />
      ) : lead?.error && lead.answer === undefined ? (
        <div className="card">
          <Failed error={lead.error} retry={lead.retry} />
        </div>
      ) : range && extent ? (
        <Headlines
          parts={parts}
          selection={selection}
          before={previous && { ...selection, range: previous }}
          beforeName={previous ? rangeName(previous, period) : ''}
          noComparison={
            previous
              ? undefined
              : `No comparison: the data begin on ${bucketName(extent.from, 'day')}, within the period before this one.`
          }
        />
      ) : null}
      {extent ? (
        <p className="visually-hidden" role="status">
          {range ? `Showing ${rangeName(range, period)}.` : ''} The newest data are of{' '}
          {bucketName(extent.to, 'day')}.
        </p>
      ) : null}
      <div className="parts">
        {parts.map((part) => (
          <PartSection
            key={part.analysis.name}
            part={part}
            selection={selection}
            previous={previous}
            period={period}
            waiting={loading}
          />
        ))}
      </div>
    </Page>
  );
}
