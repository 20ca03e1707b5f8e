import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { About, Failure } from '../../../api';

/** An answer that is not 2xx, or no answer at all. */
export class ReadFailure extends Error {
  readonly status: number;
  readonly code: string | undefined;

  constructor({ status, code, message }: Failure) {
    super(message);
    this.name = 'ReadFailure';
    this.status = status;
    this.code = code;
  }
}

/** What makes an answer old: see `LiveState`. `never` for what only a restart of the server changes. */
export type Topic = 'published' | 'arrived' | 'never';

const SILENT = { status: 0, message: 'The console does not answer. Was `lakehouse console` stopped?' };

const GONE = {
  status: 0,
  message: 'This page could not be fetched. Was `lakehouse console` stopped, or started anew?',
};

/** A page's own file. It is not to be had once the console was stopped, or serves a newer build. */
export const fetched = <File>(file: Promise<File>): Promise<File> =>
  file.catch(() => {
    throw new ReadFailure(GONE);
  });

async function failure(response: Response): Promise<ReadFailure> {
  const body = (await response.json().catch(() => ({}))) as Partial<Failure>;
  const message = body.message ?? `${response.status} ${response.statusText}`;
  return new ReadFailure({
    status: response.status,
    message,
    ...(body.code === undefined ? {} : { code: body.code }),
  });
}

/** `path` is one of console/api's `paths`, whose comment names the type. */
export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, {
    headers: { accept: 'application/json' },
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ReadFailure(SILENT);
  });
  if (!response.ok) throw await failure(response);
  return (await response.json()) as T;
}

export async function post<T>(path: string, body: object, token: string): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-lakehouse-token': token },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new ReadFailure(SILENT);
  });
  if (!response.ok) throw await failure(response);
  return (await response.json()) as T;
}

interface ReadOptions {
  /** @default published */
  readonly topic?: Topic;
  /** False while what the path is made of is not known yet. */
  readonly enabled?: boolean;
  /** Keeps the answer for the last path on the screen until this one's is there: for filters. @default false */
  readonly keep?: boolean;
}

/** An answer of the server that is asked for anew when the live updates say so. */
export function useRead<T>(
  path: string,
  { topic = 'published', enabled = true, keep = false }: ReadOptions = {},
) {
  return useQuery<T>({
    queryKey: [topic, path],
    queryFn: ({ signal }) => read<T>(path, signal),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<T>;
}

export const useAbout = () => useRead<About>('/api/about', { topic: 'never' });
