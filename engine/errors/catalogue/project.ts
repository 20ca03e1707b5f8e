/** LH2xx: the files of the SQL project. */
export const project = {
  LH201: { title: 'Invalid YAML', exit: 1 },
  LH202: { title: 'Unknown key', exit: 1 },
  LH203: { title: 'Invalid value', exit: 1 },
  LH204: { title: 'Duplicate name', exit: 1 },
  LH205: { title: 'Not supported in a project', exit: 1 },
  LH206: { title: 'No dbt project', exit: 1 },
  LH207: { title: 'Described or configured, but not there', exit: 1 },
  LH208: { title: 'Unknown docs block', exit: 1 },
  LH209: { title: 'Unknown generic test', exit: 1 },
  LH210: { title: 'Invalid arguments of a test', exit: 1 },
  LH211: { title: 'Unknown column', exit: 1 },
  LH212: { title: 'A model calls a clock', exit: 1 },
} as const;
