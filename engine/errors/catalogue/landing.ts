/** LH6xx: the lake, files and pipes. */
export const landing = {
  LH602: { title: 'File belongs to several datasets', exit: 1 },
  LH603: { title: 'Nothing to ingest', exit: 1 },
  LH604: { title: 'Object not in the lake', exit: 1 },
  LH605: { title: 'Column type not for this format', exit: 1 },
  LH606: { title: 'Pipe paths overlap', exit: 1 },
  LH607: { title: 'Lake key not allowed', exit: 1 },
  LH608: { title: 'File changed while it was read', exit: 1 },
  LH609: { title: 'Object store failed', exit: 1 },
  LH610: { title: 'Another lake', exit: 1 },
  LH611: { title: 'Database not extracted', exit: 1 },
  LH612: { title: 'Nothing to retry', exit: 1 },
  LH613: { title: 'Notification rules of a bucket overlap', exit: 1 },
} as const;
