import { formatAgo, formatMoment } from './format';

/** "3 hours ago", with the moment itself on hover. */
export function Ago({ at, none = 'never' }: { readonly at: string | undefined; readonly none?: string }) {
  if (at === undefined) return <span className="muted">{none}</span>;
  return (
    <time dateTime={at} title={formatMoment(at)}>
      {formatAgo(at)}
    </time>
  );
}

export function Moment({ at, none = 'never' }: { readonly at: string | undefined; readonly none?: string }) {
  if (at === undefined) return <span className="muted">{none}</span>;
  return (
    <time dateTime={at} title={formatAgo(at)}>
      {formatMoment(at)}
    </time>
  );
}
