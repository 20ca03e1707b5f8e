import { Page } from '../ui/surface';
import { Empty } from '../ui/states';

export function Run({ id }: { readonly id: string }) {
  return (
    <Page title={id}>
      <Empty title="Not here yet" />
    </Page>
  );
}
