import { readBody, readList, readMetadata } from './read.ts';
import { readMessage } from './read-message.ts';
import { list, object } from './respond.ts';
import type { Routes } from './router.ts';
import { fileContent, uploadFile } from './routes-files.ts';
import { createRun, submitToolOutputs } from './routes-runs.ts';

/** Every operation of the front door, by method and path. */
export const routes: Routes = {
  'GET /assistants': async ({ engine, query }) => list(await engine.assistants.list(readList(query))),
  'GET /assistants/*': async ({ engine, params: [id] }) => object(await engine.assistants.retrieve(id)),

  'POST /threads': async ({ engine, request }) =>
    object(await engine.threads.create(readMetadata((await readBody(request))['metadata']))),
  'GET /threads/*': async ({ engine, params: [id] }) => object(await engine.threads.retrieve(id)),
  'POST /threads/*': async ({ engine, request, params: [id] }) =>
    object(await engine.threads.update(id, readMetadata((await readBody(request))['metadata']))),

  'GET /threads/*/messages': async ({ engine, query, params: [thread] }) => {
    const run_id = query.get('run_id');
    return list(await engine.messages.list(thread, { ...readList(query), ...(run_id === null ? {} : { run_id }) }));
  },
  'POST /threads/*/messages': async ({ engine, request, params: [thread] }) =>
    object(await engine.messages.create(thread, readMessage(await readBody(request)))),
  'GET /threads/*/messages/*': async ({ engine, params: [thread, id] }) =>
    object(await engine.messages.retrieve(thread, id)),

  'GET /threads/*/runs': async ({ engine, query, params: [thread] }) =>
    list(await engine.runs.list(thread, readList(query))),
  'POST /threads/*/runs': createRun,
  'GET /threads/*/runs/*': async ({ engine, params: [thread, id] }) => object(await engine.runs.retrieve(thread, id)),
  'POST /threads/*/runs/*/submit_tool_outputs': submitToolOutputs,
  'POST /threads/*/runs/*/cancel': async ({ engine, params: [thread, id] }) =>
    object(await engine.runs.cancel(thread, id)),
  'GET /threads/*/runs/*/steps': async ({ engine, query, params: [thread, id] }) =>
    list(await engine.runs.listSteps(thread, id, readList(query))),

  'GET /files': async ({ engine, query }) => list(await engine.files.list(readList(query))),
  'POST /files': uploadFile,
  'GET /files/*': async ({ engine, params: [id] }) => object(await engine.files.retrieve(id)),
  'GET /files/*/content': fileContent,
};
