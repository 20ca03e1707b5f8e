import { createHash } from 'node:crypto';
import { KEPT } from './errors';
import { families } from './families';

/**
 * The schema that holds the compatibility macros inside the local database file, so that views keep working for
 * whoever opens the file, and so that they are created once and not at each start.
 */
export const COMPATIBILITY_SCHEMA = 'sf';

const definitions = families.flat();

/** Changes whenever a macro does: the answer of `SELECT sf.version()` in a database that has this set. */
export const compatibilityVersion = createHash('sha256')
  .update(definitions.join('\n'))
  .digest('hex')
  .slice(0, 16);

/** In order; each may be run again over an older set. The last one records the version. */
export const compatibilityStatements: readonly string[] = [
  `CREATE SCHEMA IF NOT EXISTS ${COMPATIBILITY_SCHEMA}`,
  ...definitions.map((definition) => {
    const kept = KEPT.has(definition.slice(0, definition.indexOf('(')));
    const [create, guard] = kept ? ['CREATE MACRO', 'IF NOT EXISTS '] : ['CREATE OR REPLACE MACRO', ''];
    return `${create} ${guard}${COMPATIBILITY_SCHEMA}.${definition}`;
  }),
  `CREATE OR REPLACE MACRO ${COMPATIBILITY_SCHEMA}.version() AS '${compatibilityVersion}'`,
];
