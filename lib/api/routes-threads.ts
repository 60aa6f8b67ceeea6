import { readBody } from './read.ts';
import { newThread, threadUpdate } from './read-thread.ts';
import { json, object } from './respond.ts';
import type { Routes } from './router.ts';

export const threadRoutes: Routes = {
  'POST /threads': async ({ engine, request }) =>
    object(await engine.threads.create(await readBody(request, newThread))),
  'GET /threads/*': async ({ engine, params: [id] }) => object(await engine.threads.retrieve(id)),
  'POST /threads/*': async ({ engine, request, params: [id] }) =>
    object(await engine.threads.update(id, await readBody(request, threadUpdate))),
  'DELETE /threads/*': async ({ engine, params: [id] }) => json(await engine.threads.delete(id)),
};
