import { Stat } from '../ui/surface';
import { select, valueOf, type Selection } from './aggregate';
import { Delta } from './delta';
import { formatFull, formatShort } from './measures';
import type { Part } from './page-data';

interface HeadlinesProps {
  readonly parts: readonly Part[];
  readonly selection: Selection;
  /** Undefined where there is none to compare with. */
  readonly before: Selection | undefined;
  readonly beforeName: string;
  /** Why there is no comparison. */
  readonly noComparison: string | undefined;
}

/** The numbers that somebody wants who has ten seconds. */
export function Headlines({ parts, selection, before, beforeName, noComparison }: HeadlinesProps) {
  const tiles = parts.flatMap((part) =>
    part.analysis.dashboard.headlines.flatMap((name) => {
      const measure = part.analysis.dashboard.measures[name];
      return measure ? [{ name, measure, part }] : [];
    }),
  );
  return (
    <div>
      <div className="headlines">
        {tiles.map(({ name, measure, part: { analysis, data } }) => {
          const value = data && valueOf(select(data, analysis.dashboard, selection), measure);
          const past =
            data && before && analysis.dashboard.date !== undefined
              ? valueOf(select(data, analysis.dashboard, before), measure)
              : undefined;
          return (
            <Stat
              key={name}
              label={measure.label}
              value={<span title={formatFull(value, measure)}>{formatShort(value, measure)}</span>}
              note={<Delta measure={measure} value={value} before={past} />}
            />
          );
        })}
      </div>
      <p className="headlines-note muted">
        {noComparison ?? `Changes are against the period before, ${beforeName}.`}
      </p>
    </div>
  );
}
