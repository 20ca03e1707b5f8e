import { Page } from '../ui/surface';
import { Empty } from '../ui/states';

export function Ingest() {
  return (
    <Page title="Ingest">
      <Empty title="Not here yet" />
    </Page>
  );
}
