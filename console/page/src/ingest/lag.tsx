import type { DomainLag } from '../../../api';
import { formatAgo, formatDuration, formatMoment, plural } from '../ui/format';
import { domainName } from '../ui/layers';
import { Badge } from '../ui/surface';

type LayerLag = DomainLag['layers'][number];

const LAYER: Record<LayerLag['layer'], string> = {
  generated: 'Waiting to be delivered',
  landed: 'Lake',
  bronze: 'Bronze',
  gold: 'Gold',
};

interface LagStepsProps {
  readonly lag: readonly DomainLag[];
  /** Files of a domain that have landed and are not loaded. */
  readonly waiting: (domain: string) => number;
}

/** How far every layer is behind the one before it: a row a domain, left to right as the data go. */
export function LagSteps({ lag, waiting }: LagStepsProps) {
  return (
    <ul className="lag">
      {lag.map(({ domain, layers }) => (
        <li key={domain}>
          <h3>{domainName(domain)}</h3>
          <ol>
            {layers.map((layer) => (
              <li key={layer.layer}>
                <span className="lag-layer">{LAYER[layer.layer]}</span>
                <LagBadge layer={layer} files={layer.layer === 'bronze' ? waiting(domain) : 0} />
                {layer.newestAt === undefined ? null : (
                  <span className="muted" title={formatMoment(layer.newestAt)}>
                    {layer.layer === 'landed'
                      ? 'newest file'
                      : layer.layer === 'gold'
                        ? 'published'
                        : 'loaded'}{' '}
                    {formatAgo(layer.newestAt)}
                  </span>
                )}
                {layer.newestEvent === undefined ? null : (
                  <span className="muted">newest event {formatMoment(layer.newestEvent)}</span>
                )}
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ul>
  );
}

function LagBadge({
  layer: { lagSeconds, newestAt },
  files,
}: {
  readonly layer: LayerLag;
  readonly files: number;
}) {
  if (lagSeconds === undefined) return <Badge tone="warn">nothing there yet</Badge>;
  if (newestAt === undefined) return <Badge>empty</Badge>;
  // A file may wait that is older than the newest one that is loaded: no time is behind then, and yet it is not up to date.
  if (lagSeconds === 0 && files > 0)
    return <Badge tone="warn">{plural(files, 'file waits', 'files wait')}</Badge>;
  if (lagSeconds === 0) return <Badge tone="good">up to date</Badge>;
  return <Badge tone="warn">{formatDuration(lagSeconds * 1000)} behind</Badge>;
}
