/** The schema that was shipped as version 1. Never edited. */
export const VERSION_1 = {
  assistants: 'id, local.order',
  threads: 'id, local.order, [local.site+local.active_at]',
  messages: 'id, [thread_id+local.order], [run_id+local.order]',
  runs: 'id, [thread_id+local.order], local.active, [thread_id+local.active]',
  run_steps: 'id, [run_id+local.order]',
  files: 'id, local.order, local.page.content_hash',
  file_contents: 'id',
  sites: 'site',
  connections: 'id, created_at',
  settings: 'key',
  drafts: 'key',
};
