import { Page } from '../ui/surface';
import { Empty } from '../ui/states';

export function Dashboard({ domain }: { readonly domain: string }) {
  return (
    <Page title={domain}>
      <Empty title="Not here yet" />
    </Page>
  );
}
