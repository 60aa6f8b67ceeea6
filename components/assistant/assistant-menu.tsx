import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { AnsweringView, AssistantChoice, ModelChoice, PanelActions } from '../../lib/panel/model.ts';
import { Icon } from '../controls/icon.tsx';
import { MenuItem, moveFocus } from '../controls/menu.tsx';
import { AssistantPicture } from './assistant-picture.tsx';

type Props = {
  readonly answering: AnsweringView;
  readonly actions: Pick<
    PanelActions,
    'loadAssistants' | 'loadModels' | 'chooseAssistant' | 'chooseModel' | 'answerAlways' | 'openSettings'
  >;
  readonly onDone: () => void;
};

type Loaded = { readonly assistants: readonly AssistantChoice[]; readonly models: readonly ModelChoice[] };

/** Who could answer instead: first the assistants, then what they answer with, then for how long. */
export function AssistantMenu({ answering, actions, onDone }: Props) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const items = useRef<HTMLDivElement>(null);
  useEffect(() => {
    Promise.all([actions.loadAssistants(), actions.loadModels()]).then(
      ([assistants, models]) => setLoaded({ assistants, models }),
      () => setLoaded({ assistants: [], models: [] }),
    );
  }, [actions]);
  useEffect(() => {
    const find = (selector: string) => items.current?.querySelector<HTMLElement>(selector);
    if (loaded !== null) (find('[aria-checked="true"]') ?? find('button'))?.focus();
  }, [loaded]);
  if (loaded === null) return null;
  const { assistant, chosen_model, always } = answering;
  return (
    <div ref={items} role="none" onKeyDown={moveFocus} onClick={onDone}>
      <p class="menu-heading">{t('assistants')}</p>
      {loaded.assistants.map(({ id, name, picture }) => (
        <Choice key={id} chosen={id === assistant.id} onChoose={() => actions.chooseAssistant(id)}>
          <AssistantPicture picture={picture} name={name || t('assistant_unnamed')} />
          <bdi>{name || t('assistant_unnamed')}</bdi>
        </Choice>
      ))}
      <p class="menu-heading">{t('answer_with')}</p>
      <Choice chosen={chosen_model === null} onChoose={() => actions.chooseModel(null)}>
        <bdi>{t('answer_with_own')}</bdi>
      </Choice>
      {loaded.models.map(({ model, name, detail }) => (
        <Choice key={model} chosen={chosen_model === model} onChoose={() => actions.chooseModel(model)}>
          <bdi>{name ?? t('on_device')}</bdi>
          {detail !== '' && <bdi class="detail">{detail}</bdi>}
        </Choice>
      ))}
      <p class="menu-heading" />
      <Choice role="menuitemcheckbox" chosen={always} onChoose={() => actions.answerAlways(!always)}>
        <bdi>{t('answer_always')}</bdi>
      </Choice>
      <MenuItem label={t('assistants_edit')} onClick={actions.openSettings} />
    </div>
  );
}

type ChoiceProps = {
  readonly role?: 'menuitemradio' | 'menuitemcheckbox';
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly children: ComponentChildren;
};

function Choice({ role = 'menuitemradio', chosen, onChoose, children }: ChoiceProps) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles can be checked
    <button type="button" role={role} aria-checked={chosen} onClick={onChoose}>
      {children}
      {chosen && <Icon name="check" />}
    </button>
  );
}
