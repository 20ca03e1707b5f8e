import type { SearchResult } from '../api';
import { headOf } from './analyses';
import { drawnNodes } from './drawn';
import { placeOf } from './places';
import type { ProjectView } from './source';
import { placedTests } from './tests';

const MOST = 50;

interface Candidate {
  /** What the words are looked for in first: what it is called, then what else one may call it. */
  readonly titles: readonly [string, ...string[]];
  readonly result: SearchResult;
}

const known = new WeakMap<ProjectView, readonly Candidate[]>();

/** What every word of a text occurs in, best first: by name, by part of a name, by description. */
export function search(view: ProjectView, text: string): readonly SearchResult[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const candidates = known.get(view) ?? candidatesOf(view);
  known.set(view, candidates);
  return candidates
    .flatMap(({ titles, result }) => {
      const scores = titles.flatMap((title) => scoreOf(title, result, words) ?? []);
      return scores.length === 0 ? [] : [{ title: titles[0], result, score: Math.min(...scores) }];
    })
    .sort((one, other) => one.score - other.score || (one.title < other.title ? -1 : 1))
    .slice(0, MOST)
    .map(({ result }) => result);
}

/** Nodes before columns, columns before tests, where the words fit as well. */
const RANK = { model: 0, snapshot: 0, source: 0, analysis: 1, column: 2, test: 3 } as const;

function scoreOf(
  title: string,
  { description, kind }: SearchResult,
  words: readonly string[],
): number | undefined {
  const name = title.toLowerCase();
  const whole = words.join(' ');
  const rank = RANK[kind] / 10 + name.length / 10_000;
  if (name === whole || name.split(/__|[.]/).includes(whole)) return rank;
  // A model's name begins anew behind its domain and its layer: olist__dim_customers is as near to `cust` as customer_id is.
  const begins = `_${name.replaceAll('.', '_')}`.includes(`_${whole}`);
  if (words.every((word) => name.includes(word))) return (begins ? 1 : 2) + rank;
  const all = `${name} ${description.toLowerCase()}`;
  // What only mentions the words is of interest where it is a thing of its own.
  return kind !== 'test' && words.every((word) => all.includes(word)) ? 3 + rank : undefined;
}

function candidatesOf(view: ProjectView): readonly Candidate[] {
  const nodes = drawnNodes(view);
  const drawn = [...nodes.values()].flatMap((node): Candidate[] => {
    const { domain, layer } = placeOf(node);
    const name = node.resourceType === 'source' ? `${node.sourceName}.${node.name}` : node.name;
    const common = { id: node.uniqueId, name, domain, layer };
    const description = node.description.trim();
    return [
      { titles: [name], result: { ...common, kind: node.resourceType, description } },
      ...node.columns.map((column): Candidate => ({
        titles: [column.name],
        result: { ...common, kind: 'column', part: column.name, description: column.description.trim() },
      })),
    ];
  });
  const tests = [...placedTests(view).values()].flatMap(({ test, nodes: [first] }): Candidate[] => {
    const node = first === undefined ? undefined : nodes.get(first);
    if (!node) return [];
    const { uniqueId: part, name } = test;
    const { domain, layer } = placeOf(node);
    const common = { id: node.uniqueId, name, part, domain, layer };
    return [{ titles: [name], result: { ...common, kind: 'test', description: test.description.trim() } }];
  });
  const analyses = view.project.analyses.map((analysis): Candidate => {
    const { name, dashboard } = analysis;
    const { title, domain } = headOf(analysis);
    const charts = dashboard?.charts.map((chart) => chart.title) ?? [];
    const common = { id: name, name: title, domain, layer: 'other', kind: 'analysis' } as const;
    const result = { ...common, description: analysis.description.trim() };
    return { titles: [title, name, ...charts], result };
  });
  return [...drawn, ...tests, ...analyses];
}
