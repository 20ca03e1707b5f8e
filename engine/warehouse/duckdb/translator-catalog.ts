import type { Connection } from './connection';
import { define } from './define';
import { describe } from './describe';
import type { Relation } from './lookup';
import type { Names } from './names';
import { createsTemporary, type TemporaryTables } from './temporary-tables';
import type { TableDefinition } from './translate';
import type { Catalog } from './translations';

/** What a session tells the translator of a statement. */
export function translatorCatalog(
  sql: string,
  connection: Connection,
  temporary: TemporaryTables,
  names: Names,
): Catalog {
  const definition = async (relation: Relation): Promise<TableDefinition | undefined> => {
    if (!createsTemporary(sql)) await temporary.check(relation);
    return define(connection, relation);
  };
  return {
    columns: async (relation) => {
      await temporary.check(relation);
      return describe(connection, relation, names.cased);
    },
    definition,
    creation: async (relation) => {
      // Where all names are in capitals there is none in another case.
      if (names.cased || relation.some((part) => part !== part.toUpperCase())) await definition(relation);
      else if (!createsTemporary(sql)) await temporary.check(relation);
    },
  };
}
