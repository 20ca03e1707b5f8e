import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { paths, type Analysis, type AnalysisRows, type Dashboard, type DashboardPage } from '../../../api';
import { read } from '../api/read';
import { extentOf, toData, type Data } from './aggregate';
import type { Range } from './range';

export type ShownAnalysis = Analysis & { readonly dashboard: Dashboard };

/** One analysis of the page with its rows, as far as they are there. */
export interface Part {
  readonly analysis: ShownAnalysis;
  readonly answer: AnalysisRows | undefined;
  /** Undefined where rows are missing: nothing may be summed then. */
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

export interface PageData {
  readonly page: DashboardPage;
  readonly parts: readonly Part[];
  /** First and last day of the analysis that the range goes by; undefined while it is read, or where it has no row. */
  readonly extent: Range | undefined;
  readonly loading: boolean;
}

const isShown = (analysis: Analysis): analysis is ShownAnalysis => analysis.dashboard !== undefined;

export const shownOf = (analyses: readonly Analysis[], domain: string): readonly ShownAnalysis[] =>
  analyses.filter((one) => one.domain === domain).filter(isShown);

const known = new WeakMap<AnalysisRows, Data>();

/** Indexed once an answer. */
function dataOf(answer: AnalysisRows): Data | undefined {
  if (answer.more) return undefined;
  const data = known.get(answer) ?? toData(answer);
  known.set(answer, data);
  return data;
}

export function usePageData(shown: readonly ShownAnalysis[], domain: string): PageData {
  const queries = useQueries({
    queries: shown.map(({ name, ready }) => ({
      queryKey: ['published', paths.analysis(name)],
      queryFn: ({ signal }: { signal: AbortSignal }) => read<AnalysisRows>(paths.analysis(name), signal),
      enabled: ready,
    })),
  });
  const parts = shown.map((analysis, at): Part => {
    const query = queries[at];
    const answer = query?.data;
    return {
      analysis,
      answer,
      data: answer && dataOf(answer),
      error: query?.error ?? null,
      retry: () => void query?.refetch(),
    };
  });
  const lead = parts.find(({ analysis }) => analysis.dashboard.page) ?? parts[0];
  const date = lead?.analysis.dashboard.date;
  const leadData = lead?.data;
  const extent = useMemo(
    () => (leadData && date !== undefined ? extentOf(leadData, date) : undefined),
    [leadData, date],
  );
  const page = lead?.analysis.dashboard.page ?? {
    title: domain,
    description: '',
    period: 'month',
    last: 12,
  };
  const leadReady = lead?.analysis.ready === true;
  return { page, parts, extent, loading: leadReady && lead.answer === undefined && lead.error === null };
}
