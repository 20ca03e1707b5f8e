import type { ReactNode } from 'react';
import { Link } from 'wouter';

export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'idle';

/** A word of status; the dot repeats the tone and never stands for it alone. */
export function Badge({ tone = 'idle', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className="badge" data-tone={tone}>
      <span className="dot" />
      {children}
    </span>
  );
}

export function Dot({ tone, label }: { readonly tone: Tone; readonly label: string }) {
  return <span className="dot" data-tone={tone} role="img" aria-label={label} title={label} />;
}

interface CardProps {
  readonly title?: ReactNode;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** A table reaches from edge to edge. */
  readonly flush?: boolean;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Card({ title, note, actions, flush, children, className }: CardProps) {
  return (
    <section className={className ? `card ${className}` : 'card'}>
      {title === undefined && actions === undefined ? null : (
        <header className="card-head">
          <div>
            <h2>{title}</h2>
            {note === undefined ? null : <p>{note}</p>}
          </div>
          {actions === undefined ? null : <div className="card-actions">{actions}</div>}
        </header>
      )}
      <div className="card-body" data-flush={flush ? '' : undefined}>
        {children}
      </div>
    </section>
  );
}

interface StatProps {
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly tone?: Tone;
  readonly href?: string;
}

/** One number with its name. `note` says what it is compared with or as of when. */
export function Stat({ label, value, note, tone, href }: StatProps) {
  const body = (
    <>
      <span className="stat-label">{label}</span>
      <span className="stat-value">{value}</span>
      {note === undefined ? null : <span className="stat-note">{note}</span>}
    </>
  );
  return href === undefined ? (
    <div className="stat" data-tone={tone}>
      {body}
    </div>
  ) : (
    <Link className="stat" href={href} data-tone={tone}>
      {body}
    </Link>
  );
}

interface PageProps {
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly crumbs?: ReactNode;
  readonly actions?: ReactNode;
  /** A canvas takes the whole width; text and tables stop at a readable one. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, lead, crumbs, actions, wide, children }: PageProps) {
  return (
    <div className="main-inner" data-wide={wide ? '' : undefined}>
      <header className="page-head">
        <div>
          {crumbs === undefined ? null : <div className="crumbs">{crumbs}</div>}
          <h1>{title}</h1>
          {lead === undefined ? null : <p>{lead}</p>}
        </div>
        {actions === undefined ? null : <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
