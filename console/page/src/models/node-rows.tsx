import { paths, type Rows } from '../../../api';
import { useRead } from '../api/read';
import { RowsTable } from '../ui/rows-table';
import { Empty, Loaded } from '../ui/states';

/** The first rows of the table as it is published. */
export function NodeRows({ id }: { readonly id: string }) {
  const query = useRead<Rows>(paths.sample(id, 50));
  return (
    <Loaded query={query}>
      {(rows) => (
        <RowsTable rows={rows} label="First rows of the table" empty={<Empty title="The table is empty" />} />
      )}
    </Loaded>
  );
}
