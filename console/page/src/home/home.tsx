import { Page } from '../ui/surface';
import { Empty } from '../ui/states';

export function Home() {
  return (
    <Page title="Overview">
      <Empty title="Not here yet" />
    </Page>
  );
}
