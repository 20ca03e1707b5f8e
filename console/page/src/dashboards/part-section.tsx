import { useMemo, useState } from 'react';
import { paths, type DashboardChart } from '../../../api';
import { Icon } from '../ui/icons';
import { Empty, Failed, Loading } from '../ui/states';
import { select, undated, valueOf, type Selection } from './aggregate';
import { BarChart } from './charts/bars';
import type { ChartPartProps } from './charts/chart-props';
import { ColumnChart } from './charts/columns';
import { Funnel } from './charts/funnel';
import { HeatMap } from './charts/heatmap';
import { LineChart } from './charts/line';
import { Ranking } from './charts/ranking';
import { formatFull } from './measures';
import type { Part } from './page-data';
import type { Period, Range } from './range';
import { Source } from './source';

interface PartSectionProps {
  readonly part: Part;
  readonly selection: Selection;
  /** The range before; undefined where there is none to compare with. */
  readonly previous: Range | undefined;
  readonly period: Period;
  /** The range is not known yet. */
  readonly waiting: boolean;
}

/** One analysis: its question, its charts, and where they come from. */
export function PartSection({ part, selection, previous, period, waiting }: PartSectionProps) {
  const { analysis, answer, data, error, retry } = part;
  const { dashboard, name } = analysis;
  const [open, setOpen] = useState(false);
  const selected = useMemo(() => data && select(data, dashboard, selection), [data, dashboard, selection]);
  const before = useMemo(
    () =>
      data && previous && dashboard.date !== undefined
        ? select(data, dashboard, { ...selection, range: previous })
        : undefined,
    [data, dashboard, selection, previous],
  );
  const isDaily = dashboard.date !== undefined && !dashboard.date.endsWith('_month');
  const [first, ...more] = dashboard.charts;
  const isHalf = first !== undefined && more.length === 0 && !first.wide && !open;
  // The range is known with the newest row of the page's first analysis.
  const isWaiting = dashboard.date !== undefined && selection.range === undefined && waiting;
  const notes = data ? notesOf(part, selection) : [];
  const head = `part-${name}`;
  return (
    <section className="part" aria-labelledby={head} data-half={isHalf ? '' : undefined}>
      <header className="part-head">
        <div>
          <h2 id={head}>{dashboard.question}</h2>
          {notes.length > 0 ? <p className="muted">{notes.join(' ')}</p> : null}
        </div>
        <div className="row">
          <button
            type="button"
            className="button quiet"
            aria-expanded={open}
            disabled={answer === undefined}
            onClick={() => {
              setOpen(!open);
            }}
          >
            SQL and rows<span className="visually-hidden"> of {dashboard.title}</span>
          </button>
          {analysis.ready ? (
            <a
              className="button quiet"
              href={paths.download(name, downloadFilters(part, selection))}
              download={`${name}.csv`}
            >
              <Icon name="download" size={15} />
              CSV<span className="visually-hidden"> of {dashboard.title}, as it is filtered</span>
            </a>
          ) : null}
        </div>
      </header>
      {open && answer ? <Source analysis={analysis} answer={answer} /> : null}
      {!analysis.ready ? (
        <div className="card">
          <Empty title="Not built yet" icon="chart">
            Run <code>lakehouse build</code>: this page changes when the tables are published.
          </Empty>
        </div>
      ) : error && answer === undefined ? (
        <div className="card">
          <Failed error={error} retry={retry} />
        </div>
      ) : answer?.more ? (
        <div className="card">
          <Empty title="Too many rows to sum here" icon="alert">
            The query gives more than {answer.rows.length.toLocaleString('en')} rows, so that no number of it
            would be right. Make its grain coarser.
          </Empty>
        </div>
      ) : answer?.rows.length === 0 ? (
        <div className="card">
          <Empty title="The query gives no rows" icon="chart">
            The tables are built, and nothing in them is what it asks for.
          </Empty>
        </div>
      ) : selected === undefined || isWaiting ? (
        <div className="card card-loading">
          <Loading lines={6} />
        </div>
      ) : (
        <div className="charts" data-count={dashboard.charts.filter(({ wide }) => !wide).length}>
          {dashboard.charts.map((chart) => (
            <PartChart
              key={`${chart.kind} ${chart.title}`}
              chart={chart}
              dashboard={dashboard}
              data={selected}
              before={before}
              range={selection.range}
              previous={previous}
              grain={period === 'month' || isDaily ? period : 'month'}
            />
          ))}
        </div>
      )}
    </section>
  );
}

type AnyChartProps = Omit<ChartPartProps<DashboardChart['kind']>, 'chart'> & {
  readonly chart: DashboardChart;
};

function PartChart({ chart, ...rest }: AnyChartProps) {
  switch (chart.kind) {
    case 'line':
      return <LineChart chart={chart} {...rest} />;
    case 'bars':
      return <BarChart chart={chart} {...rest} />;
    case 'columns':
      return <ColumnChart chart={chart} {...rest} />;
    case 'heatmap':
      return <HeatMap chart={chart} {...rest} />;
    case 'funnel':
      return <Funnel chart={chart} {...rest} />;
    case 'table':
      return <Ranking chart={chart} {...rest} />;
  }
}

/** What of the page's selection does not hold here: said, so that nobody compares what is not comparable. */
function notesOf({ analysis: { dashboard }, data }: Part, { range, filters }: Selection): readonly string[] {
  const without = Object.entries(filters).flatMap(([column, values]) =>
    values.length > 0 && !(column in dashboard.filters) ? [column.replaceAll('_', ' ')] : [],
  );
  const [first] = Object.values(dashboard.measures);
  const lost =
    data && range ? undated(select(data, dashboard, { range: undefined, filters }), dashboard) : undefined;
  return [
    ...(dashboard.date === undefined ? ['Over all time: the range of dates does not apply.'] : []),
    ...(without.length > 0 ? [`Not filtered by ${without.join(' and ')}.`] : []),
    ...(lost && first && lost.rows.length > 0
      ? [`${first.label} without a date, which no range shows: ${formatFull(valueOf(lost, first), first)}.`]
      : []),
  ];
}

function downloadFilters({ analysis: { dashboard } }: Part, { range, filters }: Selection) {
  const held = Object.entries(filters).filter(
    ([column, values]) => column in dashboard.filters && values.length > 0,
  );
  return {
    ...(dashboard.date !== undefined && range ? { from: range.from, to: range.to } : {}),
    ...Object.fromEntries(held),
  };
}
