import { readBody, readList } from './read.ts';
import { message } from './read-message.ts';
import { metadataUpdate } from './read-thread.ts';
import { json, list, object } from './respond.ts';
import type { Routes } from './router.ts';

export const messageRoutes: Routes = {
  'GET /threads/*/messages': async ({ engine, query, params: [thread] }) => {
    const run_id = query.get('run_id');
    return list(await engine.messages.list(thread, { ...readList(query), ...(run_id === null ? {} : { run_id }) }));
  },
  'POST /threads/*/messages': async ({ engine, request, params: [thread] }) =>
    object(await engine.messages.create(thread, await readBody(request, message))),
  'GET /threads/*/messages/*': async ({ engine, params: [thread, id] }) =>
    object(await engine.messages.retrieve(thread, id)),
  'POST /threads/*/messages/*': async ({ engine, request, params: [thread, id] }) =>
    object(await engine.messages.update(thread, id, await readBody(request, metadataUpdate))),
  'DELETE /threads/*/messages/*': async ({ engine, params: [thread, id] }) =>
    json(await engine.messages.delete(thread, id)),
};
