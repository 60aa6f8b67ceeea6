import { published } from '../assistants/published.ts';
import { included } from './include.ts';
import { readInclude, readList } from './read.ts';
import { json, listOf } from './respond.ts';
import type { Routes } from './router.ts';

export const runStepRoutes: Routes = {
  'GET /threads/*/runs/*/steps': async ({ engine, query, params: [thread, run] }) => {
    const include = readInclude(query);
    return listOf(await engine.runs.listSteps(thread, run, readList(query)), (step) =>
      included(published(step), include),
    );
  },
  'GET /threads/*/runs/*/steps/*': async ({ engine, query, params: [thread, run, id] }) => {
    const include = readInclude(query);
    return json(included(published(await engine.runs.retrieveStep(thread, run, id)), include));
  },
};
