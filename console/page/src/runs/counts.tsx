import { formatNumber } from '../ui/format';
import type { Tone } from '../ui/surface';

interface CountsProps {
  readonly counts: { readonly [status: string]: number };
  readonly look: { readonly [status: string]: { readonly word: string; readonly tone: Tone } };
}

/** How many ended how, in the order of `look`; what is none is left out. */
export function Counts({ counts, look }: CountsProps) {
  const some = Object.entries(look).filter(([status]) => (counts[status] ?? 0) > 0);
  if (some.length === 0) return <span className="muted">none</span>;
  return (
    <span className="counts">
      {some.map(([status, { word, tone }]) => (
        <span key={status} data-tone={tone}>
          {formatNumber(counts[status])} {word}
        </span>
      ))}
    </span>
  );
}
