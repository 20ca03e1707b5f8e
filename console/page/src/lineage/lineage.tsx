import { Page } from '../ui/surface';
import { Empty } from '../ui/states';

export function Lineage() {
  return (
    <Page title="Lineage">
      <Empty title="Not here yet" />
    </Page>
  );
}
