import { Page } from '../ui/surface';
import { Empty } from '../ui/states';

export function Quality() {
  return (
    <Page title="Quality">
      <Empty title="Not here yet" />
    </Page>
  );
}
