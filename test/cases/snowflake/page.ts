import { deviations } from '../../../engine/warehouse/duckdb/deviations';
import {
  functionFamilies,
  type FunctionFamily,
} from '../../../engine/warehouse/duckdb/translate/functions/call';
import { refused } from '../../../engine/warehouse/duckdb/translate/functions/refused';
import { localWarehouse } from '../../support/local-warehouse';
import { casesOf, families, runCase } from '../../support/snowflake-cases';

const DOCUMENTATION = 'https://docs.snowflake.com/en/sql-reference/';

/** The families of functions as Snowflake's documentation has them: a new one has to be named here. */
const FUNCTIONS: { readonly [F in FunctionFamily]: readonly [title: string, page: string] } = {
  conditionals: ['Conditions', 'expressions-conditional'],
  conversions: ['Conversion', 'functions-conversion'],
  texts: ['Texts', 'functions-string'],
  encodings: ['Encodings and hashes', 'functions-string'],
  regexps: ['Regular expressions', 'functions-regexp'],
  numbers: ['Numbers and bits', 'functions-numeric'],
  dates: ['Dates and times', 'functions-date-time'],
  semistructured: ['Semi-structured data', 'functions-semistructured'],
  arrays: ['Arrays', 'functions-semistructured'],
  lambdas: ['Functions over arrays', 'functions-semistructured'],
  objects: ['Objects', 'functions-semistructured'],
  variantTypes: ['Types inside a VARIANT', 'functions-semistructured'],
  aggregates: ['Aggregates', 'functions-aggregation'],
  windows: ['Windows', 'functions-window'],
  generators: ['Generated rows and numbers', 'functions-data-generation'],
  contexts: ['Context', 'functions-context'],
};

interface RefusedConstruct {
  readonly construct: string;
  readonly instead: string;
}

/** The page docs/snowflake-on-duckdb.md: what the local engine does with Snowflake's SQL, from what the tests hold. */
export async function snowflakePage(): Promise<string> {
  return [
    '<!-- Written by `npm run docs:snowflake` from the cases, the function lists and deviations.ts. Do not edit by hand. -->',
    '# Snowflake SQL on DuckDB',
    '',
    'Every statement is Snowflake SQL. On a laptop it is rewritten for DuckDB, and gives the result that Snowflake gives or is',
    'refused by name (LH501, with line, column and the nearest way that is supported).',
    '[ADR 3](adr/0003-snowflake-sql-on-duckdb.md) says how; [the cases](../test/cases/snowflake/README.md) are statements with',
    "results from Snowflake's documentation, which `npm test` runs here and `npm run test:snowflake` on an account.",
    '',
    ...section('Cases', caseTable()),
    ...section('Functions', functionTable()),
    ...section('Functions that are refused for good', refusedFunctionTable()),
    ...section('Constructs that are refused', constructTable(await refusedConstructs())),
    ...section('Known deviations', deviationTable()),
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): readonly string[] => [
  `## ${title}`,
  '',
  ...lines,
  '',
];

/** A bar would end the cell, and an asterisk or an underscore might begin another style. */
const cellText = (text: string): string => text.replace(/[|*_<]/g, '\\$&').replaceAll('\n', ' ');

const table = (
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map((title) => (title === 'equal' || title === 'refused' ? '---:|' : '---|')).join('')}`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

function caseTable(): readonly string[] {
  const rows = families.map((family) => {
    const items = casesOf(family);
    const stopped = items.filter(({ local }) => local !== undefined).length;
    return [family, items.length - stopped, stopped] as const;
  });
  const total = (column: 1 | 2): number => rows.reduce((sum, row) => sum + row[column], 0);
  return table(
    ['family', 'equal', 'refused'],
    [
      ...rows.map(([family, equal, stopped]) => [
        `[${family}](../test/cases/snowflake/${family}.json)`,
        equal,
        stopped,
      ]),
      ['**all**', total(1), total(2)],
    ],
  );
}

function functionTable(): readonly string[] {
  const rows = Object.entries(FUNCTIONS).map(([family, [title, page]]) => {
    const names = Object.keys(functionFamilies[family as FunctionFamily]).sort();
    return [`[${title}](${DOCUMENTATION}${page})`, names.map((name) => `\`${name}\``).join(' ')];
  });
  return table(['family', 'supported'], rows);
}

const refusedFunctionTable = (): readonly string[] =>
  table(
    ['function', 'why, and what to use'],
    Object.entries(refused)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, reason]) => [`\`${name}\``, cellText(reason)]),
  );

const deviationTable = (): readonly string[] =>
  table(
    ['', 'Snowflake', 'locally'],
    deviations.map(({ subject, snowflake, locally, page }) => [
      `[${subject}](${new URL(page, DOCUMENTATION).href})`,
      cellText(snowflake),
      cellText(locally),
    ]),
  );

/** What the cases that stay refused meet, by the way that is left; functions by name have their own table. */
function constructTable(found: readonly RefusedConstruct[]): readonly string[] {
  const rows = new Map<string, string[]>();
  for (const { construct, instead } of found) {
    const key = instead === '' ? construct : instead;
    rows.set(key, [...(rows.get(key) ?? []), construct]);
  }
  return table(
    ['construct', 'nearest way'],
    [...rows].map(([key, constructs]) => [
      constructs.map(cellText).join('; '),
      constructs.includes(key) ? '' : cellText(key),
    ]),
  );
}

async function refusedConstructs(): Promise<readonly RefusedConstruct[]> {
  const local = await localWarehouse();
  const session = await local.warehouse.session();
  const found = new Map<string, RefusedConstruct>();
  for (const item of families.flatMap((family) => casesOf(family))) {
    // What Snowflake refuses as well is no lack.
    if (item.local === undefined || !Array.isArray(item.expected)) continue;
    const said = constructOf((await runCase(session, item)).found);
    if (said && !said.construct.startsWith('The function ')) found.set(said.construct, said);
  }
  await session.close();
  await local.close();
  return [...found.values()].sort((left, right) => (left.construct < right.construct ? -1 : 1));
}

function constructOf(refusal: string): RefusedConstruct | undefined {
  const [, construct, instead = ''] =
    /^LH501 [\w:]+ (.+?) is not supported on the local engine\.[ ]?(.*)$/m.exec(refusal) ?? [];
  return construct === undefined ? undefined : { construct, instead };
}
