import { Link } from 'wouter';
import type { GraphNode, Layer } from '../../../api';
import { select, valueOf } from '../dashboards/aggregate';
import { Delta } from '../dashboards/delta';
import { formatFull, formatShort } from '../dashboards/measures';
import { usePageData, type ShownAnalysis } from '../dashboards/page-data';
import { lastPeriods, rangeBefore, rangeName, type Range } from '../dashboards/range';
import { formatCompact, plural } from '../ui/format';
import { domainName, LAYER_NAME } from '../ui/layers';
import { NODE_STATUS, NODE_STATUSES } from '../ui/status';
import { Dot } from '../ui/surface';
import { Ago } from '../ui/time';

interface DomainCardProps {
  readonly domain: string;
  readonly nodes: readonly GraphNode[];
  readonly shown: readonly ShownAnalysis[];
}

const HEADLINES = 3;

/** A domain: its key numbers of the newest period, and how its layers stand. */
export function DomainCard({ domain, nodes, shown }: DomainCardProps) {
  const newest = nodes.reduce(
    (latest, { publishedAt = '' }) => (publishedAt > latest ? publishedAt : latest),
    '',
  );
  return (
    <section className="card domain-card">
      <header className="card-head">
        <h2>
          <Link href={`/dashboards/${domain}`}>
            {shown.find(({ dashboard }) => dashboard.page)?.dashboard.page?.title ?? domainName(domain)}
          </Link>
        </h2>
        <p>
          published <Ago at={newest === '' ? undefined : newest} />
        </p>
      </header>
      <div className="card-body">
        {shown.length === 0 ? null : <KeyNumbers domain={domain} shown={shown} />}
        <ol className="flow">
          {(['bronze', 'silver', 'gold'] as const).map((layer) => (
            <LayerStep key={layer} layer={layer} nodes={nodes.filter((node) => node.layer === layer)} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function LayerStep({ layer, nodes }: { readonly layer: Layer; readonly nodes: readonly GraphNode[] }) {
  const worst = NODE_STATUSES.find((status) => nodes.some((node) => node.status === status));
  const rows = nodes.reduce((sum, node) => sum + (node.rows ?? 0), 0);
  return (
    <li data-layer={layer}>
      <strong>{LAYER_NAME[layer]}</strong>
      <span>
        {worst === undefined ? null : <Dot tone={NODE_STATUS[worst].tone} label={NODE_STATUS[worst].word} />}{' '}
        {plural(nodes.length, layer === 'bronze' ? 'source' : 'model')}
      </span>
      <span className="muted">{formatCompact(rows)} rows</span>
    </li>
  );
}

function KeyNumbers({
  domain,
  shown,
}: {
  readonly domain: string;
  readonly shown: readonly ShownAnalysis[];
}) {
  const lead = shown.filter(({ dashboard }) => dashboard.headlines.length > 0).slice(0, 2);
  const { page, parts, extent, loading } = usePageData(lead, domain);
  const range = extent && lastPeriods(extent, page.period, page.last);
  const before = extent && range && rangeBefore(extent, range, page.period);
  const tiles = parts.flatMap(({ analysis, data }) =>
    analysis.dashboard.headlines.flatMap((name) => {
      const measure = analysis.dashboard.measures[name];
      if (measure === undefined) return [];
      const valueIn = (of: Range | undefined) =>
        data && valueOf(select(data, analysis.dashboard, { range: of, filters: {} }), measure);
      return [{ name, measure, value: valueIn(range), past: before && valueIn(before) }];
    }),
  );
  return (
    <>
      <dl className="key-numbers" aria-busy={loading}>
        {tiles.slice(0, HEADLINES).map(({ name, measure, value, past }) => (
          <div key={name}>
            <dt>{measure.label}</dt>
            <dd title={formatFull(value, measure)}>{formatShort(value, measure)}</dd>
            <dd className="key-change">
              <Delta measure={measure} value={value} before={past} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="muted key-range">
        {range === undefined ? <>&nbsp;</> : rangeName(range, page.period)}
        {before === undefined ? '' : ', against the period before'}
      </p>
    </>
  );
}
