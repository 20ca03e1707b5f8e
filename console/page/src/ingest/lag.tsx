import type { DomainLag } from '../../../api';
import { formatAgo, formatDuration, formatMoment } from '../ui/format';
import { domainName } from '../ui/layers';
import { Badge } from '../ui/surface';

type LayerLag = DomainLag['layers'][number];

const LAYER: Record<LayerLag['layer'], string> = {
  generated: 'Waiting to be delivered',
  landed: 'Lake',
  bronze: 'Bronze',
  gold: 'Gold',
};

/** How far every layer is behind the one before it: a row a domain, left to right as the data go. */
export function LagSteps({ lag }: { readonly lag: readonly DomainLag[] }) {
  return (
    <ul className="lag">
      {lag.map(({ domain, layers }) => (
        <li key={domain}>
          <h3>{domainName(domain)}</h3>
          <ol>
            {layers.map((layer) => (
              <li key={layer.layer}>
                <span className="lag-layer">{LAYER[layer.layer]}</span>
                <LagBadge layer={layer} />
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

function LagBadge({ layer: { lagSeconds, newestAt } }: { readonly layer: LayerLag }) {
  if (lagSeconds === undefined) return <Badge tone="warn">nothing there yet</Badge>;
  if (newestAt === undefined) return <Badge>empty</Badge>;
  if (lagSeconds === 0) return <Badge tone="good">up to date</Badge>;
  return <Badge tone="warn">{formatDuration(lagSeconds * 1000)} behind</Badge>;
}
