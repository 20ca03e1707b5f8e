import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link, Route, Switch } from 'wouter';
import { client } from './api/client';
import { fetched } from './api/read';
import { Boundary } from './ui/boundary';
import { Layout } from './ui/layout';
import { Empty, Loading } from './ui/states';

// Each page is a file of its own, so that the first one need not wait for the graph or the charts.
const Home = lazy(() => fetched(import('./home/home')).then((page) => ({ default: page.Home })));
const Lineage = lazy(() => fetched(import('./lineage/lineage')).then((page) => ({ default: page.Lineage })));
const Model = lazy(() => fetched(import('./models/model')).then((page) => ({ default: page.Model })));
const Runs = lazy(() => fetched(import('./runs/runs')).then((page) => ({ default: page.Runs })));
const Run = lazy(() => fetched(import('./runs/run')).then((page) => ({ default: page.Run })));
const Ingest = lazy(() => fetched(import('./ingest/ingest')).then((page) => ({ default: page.Ingest })));
const Quality = lazy(() => fetched(import('./quality/quality')).then((page) => ({ default: page.Quality })));
const Dashboard = lazy(() =>
  fetched(import('./dashboards/dashboard')).then((page) => ({ default: page.Dashboard })),
);

export function App() {
  return (
    <QueryClientProvider client={client}>
      <Layout>
        <Boundary>
          <Suspense fallback={<Loading lines={8} />}>
            <Switch>
              <Route path="/">
                <Home />
              </Route>
              <Route path="/lineage">
                <Lineage />
              </Route>
              <Route path="/models/:id">{({ id }) => <Model id={decodeURIComponent(id)} />}</Route>
              <Route path="/runs">
                <Runs />
              </Route>
              <Route path="/runs/:id">{({ id }) => <Run id={decodeURIComponent(id)} />}</Route>
              <Route path="/ingest">
                <Ingest />
              </Route>
              <Route path="/quality">
                <Quality />
              </Route>
              <Route path="/dashboards/:domain">{({ domain }) => <Dashboard domain={domain} />}</Route>
              <Route>
                <Empty title="There is no such page">
                  <Link href="/">To the overview</Link>
                </Empty>
              </Route>
            </Switch>
          </Suspense>
        </Boundary>
      </Layout>
    </QueryClientProvider>
  );
}
