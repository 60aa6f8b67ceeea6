import { ApiError } from '../assistants/api-error.ts';
import { json } from './respond.ts';
import type { Routes } from './router.ts';

/** The models of the default connection, in its order. */
export const modelRoutes: Routes = {
  'GET /models': async ({ engine }) => json({ object: 'list', data: (await engine.models()).map(modelOf) }),
  'GET /models/*': async ({ engine, params: [id] }) => {
    if ((await engine.models()).includes(id)) return json(modelOf(id));
    throw new ApiError(404, `The model '${id}' does not exist`, 'model', 'model_not_found');
  },
};

/** Servers disagree about when a model was made and by whom; what matters is the name. */
function modelOf(id: string) {
  return { id, object: 'model', created: 0, owned_by: 'sitethread' };
}
