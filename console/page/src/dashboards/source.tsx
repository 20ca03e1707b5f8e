import { useState } from 'react';
import type { AnalysisRows } from '../../../api';
import { formatDuration, formatMoment, plural } from '../ui/format';
import { RowsTable } from '../ui/rows-table';
import { SqlBlock } from '../ui/sql-block';
import type { ShownAnalysis } from './page-data';

interface SourceProps {
  readonly analysis: ShownAnalysis;
  readonly answer: AnalysisRows;
}

type View = 'snowflake' | 'local' | 'rows' | 'columns';

/** Where the numbers come from: the query as it is sent, as it runs here, and its rows before anything was filtered. */
export function Source({ analysis, answer }: SourceProps) {
  const [view, setView] = useState<View>('snowflake');
  const views: readonly (readonly [View, string])[] = [
    ['snowflake', 'Snowflake SQL'],
    ...(answer.localSql === undefined ? [] : [['local', 'As run locally'] as const]),
    ['rows', 'Rows'],
    ['columns', 'Columns'],
  ];
  return (
    <div className="card source">
      <div className="card-head">
        <div className="segments" role="group" aria-label={`What to see of ${analysis.dashboard.title}`}>
          {views.map(([key, label]) => (
            <button
              key={key}
              type="button"
              aria-pressed={view === key}
              onClick={() => {
                setView(key);
              }}
            >
              {label}
            </button>
          ))}
        </div>
        <p>
          <code>{analysis.name}</code>, {plural(answer.rows.length, 'row')} in {formatDuration(answer.ms)}
          {answer.asOf === undefined ? '' : `, of tables published ${formatMoment(answer.asOf)}`}
        </p>
      </div>
      <div className="card-body" data-flush={view === 'rows' ? '' : undefined}>
        <SourceView view={view} analysis={analysis} answer={answer} />
      </div>
    </div>
  );
}

function SourceView({ view, analysis, answer }: SourceProps & { readonly view: View }) {
  switch (view) {
    case 'snowflake':
      return <SqlBlock sql={answer.sql} label={`Snowflake SQL of ${analysis.name}`} />;
    case 'local':
      return <SqlBlock sql={answer.localSql ?? ''} label={`Local SQL of ${analysis.name}`} />;
    case 'rows':
      return <RowsTable rows={answer} label={`Rows of ${analysis.name}`} />;
    case 'columns':
      return (
        <div className="stack">
          <p>{analysis.description}</p>
          <dl className="facts">
            {analysis.columns.map(({ name, description }) => (
              <div key={name} className="fact">
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>{description}</dd>
              </div>
            ))}
          </dl>
        </div>
      );
  }
}
