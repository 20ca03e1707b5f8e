import { literal } from '../emit/sql';
import { refuse } from '../refusal';
import type { Path } from '../syntax/ast';
import type { Reader } from '../syntax/reader';
import { existing, failing, inSchema, named } from './catalog-names';
import { piped } from './pipeline';
import { KINDS } from './show-kinds';
import type { Statement } from './statement';

/** https://docs.snowflake.com/en/sql-reference/sql/show */
export const show: Statement = (reader, env) => {
  reader.expect('SHOW');
  const terse = reader.take('TERSE');
  const word = reader.peek().text;
  const kind = KINDS[word];
  if (!kind) return reader.refuse(`SHOW ${word}`, `There are SHOW ${Object.keys(KINDS).join(', ')}.`);
  reader.next();
  if (reader.is('HISTORY')) reader.refuse(`SHOW ${word} HISTORY`, 'What was dropped is not kept.');
  const like = reader.take('LIKE') ? [`"${kind.name}" ILIKE ${literal(reader.string())}`] : [];
  const { conditions, check } = reader.take('IN') ? scope(reader, word) : current(word);
  const filters = [...like, ...conditions];
  if (reader.take('STARTS', 'WITH')) filters.push(`starts_with("${kind.name}", ${literal(reader.string())})`);
  const limit = reader.take('LIMIT') ? ` LIMIT ${reader.number()}` : '';
  if (limit !== '' && reader.take('FROM')) filters.push(`"${kind.name}" > ${literal(reader.string())}`);
  const where = filters.length > 0 ? ` WHERE ${filters.join(' AND ')}` : '';
  const columns = terse && kind.terse.length > 0 ? kind.terse.map((name) => `"${name}"`).join(', ') : '*';
  const shown = word === 'COLUMNS' ? '* EXCLUDE (_position)' : columns;
  const text = `SELECT ${shown} FROM (SELECT ${kind.columns} FROM ${kind.from})${where} ORDER BY ${kind.order}${limit}`;
  return piped(reader, env, check, text);
};

interface Scope {
  readonly conditions: readonly string[];
  /** What fails where the scope does not exist. */
  readonly check: readonly string[];
}

const EVERYWHERE: Scope = { conditions: [], check: [] };

/**
 * Without IN, what is in the current schema is shown, as USE SCHEMA's page has it; schemas are the database's.
 * https://docs.snowflake.com/en/sql-reference/sql/use-schema
 */
const current = (word: string): Scope =>
  word === 'SCHEMAS' ? EVERYWHERE : { conditions: ['"schema_name" = current_schema()'], check: [] };

function scope(reader: Reader, word: string): Scope {
  if (reader.take('ACCOUNT')) return EVERYWHERE;
  if (reader.is('APPLICATION')) reader.refuse('SHOW … IN APPLICATION');
  if (reader.take('DATABASE')) {
    const next = reader.peek();
    const named = next.kind === 'quoted' || (next.kind === 'word' && !ENDS.has(next.text));
    return named
      ? { conditions: [`"database_name" = ${literal(reader.name().text)}`], check: [] }
      : EVERYWHERE;
  }
  const isTable = reader.take('TABLE') || reader.take('VIEW');
  const isSchema = !isTable && reader.take('SCHEMA');
  const { kind, text } = reader.peek();
  if (kind === 'end' || kind === 'symbol' || (kind === 'word' && ENDS.has(text))) return current(word);
  const path = reader.path();
  if (isTable && word !== 'COLUMNS') refuse(`SHOW ${word} IN TABLE`, path[0]?.at ?? 0);
  // SHOW COLUMNS IN a: a table.
  if (isTable || (word === 'COLUMNS' && !isSchema)) return tableScope(path);
  if (word === 'SCHEMAS') return { conditions: named(path, ['database_name']), check: [] };
  const conditions = named(path, ['schema_name', 'database_name']);
  const missing = `SELECT 1 FROM sf.information_schema_schemata() WHERE ${named(path, ['SCHEMA_NAME', 'CATALOG_NAME']).join(' AND ')}`;
  return {
    conditions,
    check: [
      failing(
        missing,
        '002043 (02000): SQL compilation error: Object does not exist, or operation cannot be performed.',
      ),
    ],
  };
}

const ENDS: ReadonlySet<string> = new Set(['STARTS', 'LIMIT', 'LIKE']);

function tableScope(path: Path): Scope {
  const conditions = inSchema(
    path,
    named(path, ['table_name', 'schema_name', 'database_name']),
    '"schema_name"',
  );
  return { conditions, check: [existing(path)] };
}
