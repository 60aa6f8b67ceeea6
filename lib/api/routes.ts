import type { Routes } from './router.ts';
import { assistantRoutes } from './routes-assistants.ts';
import { fileRoutes } from './routes-files.ts';
import { messageRoutes } from './routes-messages.ts';
import { modelRoutes } from './routes-models.ts';
import { runStepRoutes } from './routes-run-steps.ts';
import { runRoutes } from './routes-runs.ts';
import { threadRoutes } from './routes-threads.ts';
import { vectorStoreRoutes } from './routes-vector-stores.ts';

/** Every operation of the front door, by method and path. Runs come before threads: `/threads/runs` is no thread. */
export const routes: Routes = {
  ...assistantRoutes,
  ...runRoutes,
  ...runStepRoutes,
  ...threadRoutes,
  ...messageRoutes,
  ...modelRoutes,
  ...fileRoutes,
  ...vectorStoreRoutes,
};
