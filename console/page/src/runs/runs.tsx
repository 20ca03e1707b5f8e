import { Page } from '../ui/surface';
import { Empty } from '../ui/states';

export function Runs() {
  return (
    <Page title="Runs">
      <Empty title="Not here yet" />
    </Page>
  );
}
