import { Link } from 'wouter';
import type { RunSummary } from '../../../api';
import { formatDuration, formatMoment } from '../ui/format';
import { RUN_STATUS } from '../ui/status';
import { durationOf } from './run-facts';
import './runs.css';

/** The last runs as bars, the newest at the end. */
export function RunStrip({ runs }: { readonly runs: readonly RunSummary[] }) {
  const longest = Math.max(1, ...runs.map((run) => durationOf(run, Date.now()) ?? 0));
  return (
    <div className="strip">
      {[...runs].reverse().map((run) => {
        const { word, tone } = RUN_STATUS[run.status];
        const took = durationOf(run, Date.now());
        const label = `${formatMoment(run.startedAt)}: ${word}${run.endedAt === undefined ? '' : ` in ${formatDuration(took)}`}`;
        return (
          <Link
            key={run.runId}
            href={`/runs/${encodeURIComponent(run.runId)}`}
            aria-label={label}
            title={label}
          >
            {/* By the root, so that a run of a minute does not make those of a second vanish. */}
            <i data-tone={tone} style={{ height: `${Math.sqrt((took ?? longest) / longest) * 100}%` }} />
          </Link>
        );
      })}
    </div>
  );
}
