import { useMutation } from '@tanstack/react-query';
import { useRef, type SyntheticEvent } from 'react';
import { paths, type About, type Started, type StartRun } from '../../../api';
import { client } from '../api/client';
import { post } from '../api/read';
import { Icon } from '../ui/icons';

const words = (value: FormDataEntryValue | null): string[] =>
  typeof value === 'string' ? value.split(/\s+/).filter((word) => word !== '') : [];

/** Builds a selection. Only where the console was started with --allow-run; elsewhere it says why not. */
export function MaterialiseButton({ about }: { readonly about: About }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const start = useMutation({
    mutationFn: (body: StartRun) => post<Started>(paths.runs(), body, about.token ?? ''),
    onSuccess: () => {
      dialog.current?.close();
      void client.invalidateQueries({ queryKey: ['published'] });
    },
  });
  if (!about.runs.allowed)
    return (
      <>
        <span className="muted">{about.runs.reason}</span>
        <button type="button" className="button" disabled>
          <Icon name="play" size={15} /> Materialise
        </button>
      </>
    );
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    start.mutate({
      select: words(form.get('select')),
      exclude: words(form.get('exclude')),
      fullRefresh: form.get('fullRefresh') === 'on',
    });
  };
  return (
    <>
      <button
        type="button"
        className="button primary"
        onClick={() => {
          start.reset();
          dialog.current?.showModal();
        }}
      >
        <Icon name="play" size={15} /> Materialise
      </button>
      <dialog className="start-run" ref={dialog} aria-labelledby="start-run-title">
        <form onSubmit={submit}>
          <h2 id="start-run-title">Build a selection</h2>
          <p className="muted">
            What is unchanged since its last success is left as it is. Nothing is published whose tests fail.
          </p>
          <label className="field">
            Select, in dbt’s words; empty: everything
            <input className="input" name="select" placeholder="+olist__dim_customers  tag:gold" />
          </label>
          <label className="field">
            Exclude
            <input className="input" name="exclude" />
          </label>
          <label className="row">
            <input type="checkbox" name="fullRefresh" /> Rebuild from scratch what is built by increments
          </label>
          {start.isError ? (
            <p className="notice" data-tone="bad" role="alert">
              {start.error.message}
            </p>
          ) : null}
          <footer>
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              Cancel
            </button>
            <button type="submit" className="button primary" disabled={start.isPending}>
              {start.isPending ? 'Starting …' : 'Start'}
            </button>
          </footer>
        </form>
      </dialog>
    </>
  );
}
