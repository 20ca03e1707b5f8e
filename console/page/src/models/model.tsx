import { Page } from '../ui/surface';
import { Empty } from '../ui/states';

export function Model({ id }: { readonly id: string }) {
  return (
    <Page title={id}>
      <Empty title="Not here yet" />
    </Page>
  );
}
