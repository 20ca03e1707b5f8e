import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ReadFailure } from '../api/read';
import { Icon, type IconName } from './icons';

interface EmptyProps {
  readonly title: string;
  readonly icon?: IconName;
  /** What makes it not empty: the command to run, the filter to lift. */
  readonly children?: ReactNode;
}

export function Empty({ title, icon = 'file', children }: EmptyProps) {
  return (
    <div className="state">
      <Icon name={icon} size={26} />
      <strong>{title}</strong>
      {children === undefined ? null : <div>{children}</div>}
    </div>
  );
}

/** Rows in the place of rows: nothing moves when the answer comes. */
export function Loading({
  lines = 5,
  label = 'Loading',
}: {
  readonly lines?: number;
  readonly label?: string;
}) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  );
}

export function Failed({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const failure = error instanceof ReadFailure ? error : undefined;
  const missing = failure?.status === 404;
  const message = error instanceof Error ? error.message : String(error);
  return (
    <div className="state" data-tone="bad" role="alert">
      <Icon name="alert" size={26} />
      <strong>
        {missing ? 'Not found' : 'This could not be read'}
        {failure?.code === undefined ? '' : ` (${failure.code})`}
      </strong>
      <p>{message}</p>
      {retry === undefined || missing ? null : (
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  readonly loading?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** The three states of an answer. Data that is there stays while it is read again; a failed refresh is told above it. */
export function Loaded<T>({ query, loading = <Loading />, children }: LoadedProps<T>) {
  const retry = () => void query.refetch();
  if (query.data === undefined) return query.isError ? <Failed error={query.error} retry={retry} /> : loading;
  return (
    <>
      {query.isError ? (
        <p className="notice" role="status">
          Could not be refreshed: {query.error.message}
          <button type="button" className="button quiet" onClick={retry}>
            Try again
          </button>
        </p>
      ) : null}
      {children(query.data)}
    </>
  );
}
