import { readBody, readList } from './read.ts';
import { assistantUpdate, newAssistant } from './read-assistant.ts';
import { json, list, object } from './respond.ts';
import type { Routes } from './router.ts';

export const assistantRoutes: Routes = {
  'GET /assistants': async ({ engine, query }) => list(await engine.assistants.list(readList(query))),
  'POST /assistants': async ({ engine, request }) =>
    object(await engine.assistants.create(await readBody(request, newAssistant))),
  'GET /assistants/*': async ({ engine, params: [id] }) => object(await engine.assistants.retrieve(id)),
  'POST /assistants/*': async ({ engine, request, params: [id] }) =>
    object(await engine.assistants.update(id, await readBody(request, assistantUpdate))),
  'DELETE /assistants/*': async ({ engine, params: [id] }) => json(await engine.assistants.delete(id)),
};
