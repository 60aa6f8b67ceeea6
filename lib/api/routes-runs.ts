import { eventStream } from './event-stream.ts';
import { polledRun } from './polled.ts';
import { readBody, readInclude, readList } from './read.ts';
import { newRun, newThreadAndRun, toolOutputs } from './read-run.ts';
import { metadataUpdate } from './read-thread.ts';
import { list, object } from './respond.ts';
import type { Call, Routes } from './router.ts';

export const runRoutes: Routes = {
  'POST /threads/runs': createThreadAndRun,
  'GET /threads/*/runs': async ({ engine, query, params: [thread] }) =>
    list(await engine.runs.list(thread, readList(query))),
  'POST /threads/*/runs': createRun,
  'GET /threads/*/runs/*': async ({ engine, params: [thread, id] }) =>
    polledRun(await engine.runs.retrieve(thread, id)),
  'POST /threads/*/runs/*': async ({ engine, request, params: [thread, id] }) =>
    object(await engine.runs.update(thread, id, await readBody(request, metadataUpdate))),
  'POST /threads/*/runs/*/cancel': async ({ engine, params: [thread, id] }) =>
    object(await engine.runs.cancel(thread, id)),
  'POST /threads/*/runs/*/submit_tool_outputs': submitToolOutputs,
};

async function createRun({ engine, request, query, params: [thread], run_life: life }: Call): Promise<Response> {
  const include = readInclude(query);
  const { stream, ...given } = await readBody(request, newRun);
  const create = () => engine.runs.create(thread, given, { life });
  return stream === true ? eventStream(engine, create, request.signal, include) : object(await create());
}

async function createThreadAndRun({ engine, request, run_life: life }: Call): Promise<Response> {
  const { stream, ...given } = await readBody(request, newThreadAndRun);
  const create = () => engine.runs.createWithThread(given, { life });
  return stream === true ? eventStream(engine, create, request.signal) : object(await create());
}

async function submitToolOutputs({ engine, request, params: [thread, id] }: Call): Promise<Response> {
  const { stream, tool_outputs } = await readBody(request, toolOutputs);
  const submit = () => engine.runs.submitToolOutputs(thread, id, tool_outputs);
  return stream === true ? eventStream(engine, submit, request.signal) : object(await submit());
}
