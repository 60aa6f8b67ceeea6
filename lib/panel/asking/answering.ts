import { DEFAULT_ASSISTANT } from '../../assistants/default-assistant.ts';
import type { Answering, Assistant } from '../../assistants/objects.ts';
import { ON_DEVICE } from '../../notation/model-name.ts';
import type { AnsweringView, AssistantChoice, PanelActions, Sight } from '../model.ts';
import type { AnsweringPlace, AnsweringRows, PanelPorts } from '../ports.ts';

/** Of a run's request: who answers it. */
export type AskedOf = {
  readonly assistant_id: string;
  readonly model?: string;
  readonly tools?: Assistant['tools'];
};

type Parts = Pick<PanelPorts, 'reads' | 'background' | 'isBlind'> & {
  readonly changed: () => void;
  readonly failed: (thrown: unknown) => void;
};

/** Who answers the next question of the thread in front. */
export function createAnswering({ reads, background, isBlind, changed, failed }: Parts) {
  let place: AnsweringPlace | null = null;
  let rows = NOBODY;
  let shown = viewOf(rows, 'none');
  let stop = () => {};

  const choice = (): Answering => ({ assistant_id: idOf(rows), model: rows.model });

  function sight(): Sight {
    const { connection, learned } = rows;
    if (connection === undefined || connection.protocol === 'built-in') return 'none';
    return isBlind(connection, learned) ? 'refused' : 'likely';
  }

  function choose(answering: Answering): void {
    const { site, thread_id } = place ?? { site: null, thread_id: null };
    if (site !== null) background.send('thread-answering', { site, thread_id, ...answering }).catch(failed);
  }

  const actions: Pick<PanelActions, 'chooseAssistant' | 'chooseModel' | 'answerAlways' | 'loadAssistants'> = {
    chooseAssistant: (assistant_id) => choose({ assistant_id, model: null }),
    chooseModel: (model) => choose({ ...choice(), model }),
    answerAlways(isOn) {
      const site = place?.site ?? null;
      if (site !== null) reads.answerOnSite(site, isOn ? choice() : null).catch(failed);
    },
    async loadAssistants() {
      const made = (await reads.assistants()).map(choiceOf);
      return made.some(({ id }) => id === DEFAULT_ASSISTANT) ? made : [choiceOf(undefined), ...made];
    },
  };

  return {
    actions,
    sight,
    /** What the next question goes to; undefined is this device. */
    connection: () => rows.connection,

    /** Has no effect where it is followed already. */
    follow(site: string | null, thread_id: string | null): void {
      if (place?.site === site && place.thread_id === thread_id) return;
      place = { site, thread_id };
      stop();
      stop = reads.answering(place)((next) => {
        rows = next;
        const view = viewOf(rows, sight());
        if (JSON.stringify(view) !== JSON.stringify(shown)) shown = view;
        changed();
      });
    },

    /** The same object until something in it changes. */
    view: (): AnsweringView => shown,

    /** Who is to answer in a thread, whichever is in front by now; of the run that is asked again, whom the user had chosen for it. */
    async askedOf(thread_id: string, chosen: { readonly assistant_id?: string } = {}): Promise<AskedOf> {
      // A thread may be in front on another site than its own.
      const inFront = place?.thread_id === thread_id ? place : null;
      const found = await reads.getAnswering(inFront ?? { site: null, thread_id });
      const assistant = await assistantOf(found, chosen.assistant_id);
      const assistant_id = assistant?.id ?? DEFAULT_ASSISTANT;
      const model = assistant_id === idOf(found) ? (found.connection_gone ? 'default' : found.model) : null;
      return { assistant_id, ...(model === null ? {} : { model }), ...performable(assistant) };
    },
  };

  async function assistantOf(found: AnsweringRows, id: string | undefined): Promise<Assistant | undefined> {
    if (id === undefined || id === idOf(found)) return found.assistant;
    return (await reads.assistants()).find((one) => one.id === id);
  }
}

export type PanelAnswering = ReturnType<typeof createAnswering>;

const NOBODY: AnsweringRows = {
  assistant: undefined,
  gone: false,
  model: null,
  always: false,
  connection: undefined,
  connection_gone: false,
  learned: undefined,
};

function viewOf(rows: AnsweringRows, sight: Sight): AnsweringView {
  const { assistant, connection, gone, connection_gone, model, always } = rows;
  return {
    on_device: connection === undefined,
    name: connection?.name ?? ON_DEVICE,
    model: connection?.model ?? '',
    sight,
    assistant: choiceOf(assistant),
    chosen_model: model,
    always,
    missing: gone ? 'assistant' : connection_gone ? 'connection' : null,
  };
}

function idOf({ assistant }: AnsweringRows): string {
  return assistant?.id ?? DEFAULT_ASSISTANT;
}

function choiceOf(assistant: Assistant | undefined): AssistantChoice {
  if (assistant === undefined) return { id: DEFAULT_ASSISTANT, name: 'Sitethread', picture: null, is_default: true };
  const { id, name, local } = assistant;
  return { id, name: name ?? '', picture: local.picture ?? null, is_default: id === DEFAULT_ASSISTANT };
}

/** Nobody in the panel performs functions: a run that called one would wait for it in vain. */
function performable(assistant: Assistant | undefined): Pick<AskedOf, 'tools'> {
  const tools = assistant?.tools.filter(({ type }) => type !== 'function') ?? [];
  return tools.length === (assistant?.tools.length ?? 0) ? {} : { tools };
}
