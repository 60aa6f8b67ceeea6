import { useEffect, useRef } from 'preact/hooks';
import { t } from '../lib/i18n/index.ts';
import type { MentionView, PanelActions, PictureView, Sight } from '../lib/panel/model.ts';
import { IconButton } from './icon-button.tsx';
import { isSendKey } from './is-send-key.ts';
import { MentionList } from './mention-list.tsx';
import { MentionMenu } from './mention-menu.tsx';
import { PictureList } from './picture-list.tsx';
import { picturesGiven } from './pictures-given.ts';
import { ScreenshotButton } from './screenshot-button.tsx';
import { SelectionChip } from './selection-chip.tsx';
import { TextButton } from './text-button.tsx';

export type ComposerProps = {
  readonly draft: string;
  readonly selection: string | null;
  readonly mentions: readonly MentionView[];
  readonly tabs: Pick<PanelActions, 'openTabs' | 'nameTabs' | 'mention' | 'removeMention'>;
  readonly pictures: readonly PictureView[];
  readonly sight: Sight;
  readonly show: Pick<PanelActions, 'addScreenshot' | 'addPicture' | 'removePicture'>;
  /** Counts up each time the textbox should take the focus. */
  readonly focus_request: number;
  /** A run is under way: it can be stopped, and nothing new can be asked. */
  readonly busy: boolean;
  readonly can_summarize: boolean;
  /** Who answers, such as a connection's name. */
  readonly answering_with: string;
  /** Null while Summarize stands elsewhere: there is one such button, never two. */
  readonly onSummarize: (() => void) | null;
  readonly onChange: (text: string) => void;
  readonly onSend: () => void;
  readonly onStop: () => void;
  readonly onRemoveSelection: () => void;
};

export function Composer(props: ComposerProps) {
  const { draft, busy, onChange, onSend, onStop, onSummarize } = props;
  const textbox = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (props.focus_request > 0) textbox.current?.focus();
  }, [props.focus_request]);
  const sendable = !busy && draft.trim() !== '';
  // A button that goes away or goes grey under the focus would drop it; the textbox is where the user goes next.
  const thenFocus = (act: () => void) => () => {
    act();
    textbox.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSendKey(event)) return;
    event.preventDefault();
    if (sendable) onSend();
  };
  return (
    <div class="composer" {...picturesGiven(props.show.addPicture)}>
      {props.selection !== null && (
        <SelectionChip text={props.selection} onRemove={thenFocus(props.onRemoveSelection)} />
      )}
      <MentionList mentions={props.mentions} onRemove={(id) => thenFocus(() => props.tabs.removeMention(id))()} />
      <PictureList
        pictures={props.pictures}
        sight={props.sight}
        onRemove={(id) => thenFocus(() => props.show.removePicture(id))()}
      />
      <MentionMenu textbox={textbox} actions={props.tabs} onChange={onChange} />
      <div class="grow" data-text={draft}>
        <textarea
          ref={textbox}
          rows={1}
          dir="auto"
          aria-label={t('ask')}
          title={t('ask_hint')}
          placeholder={t('ask')}
          value={draft}
          onInput={(event) => onChange(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class="composer-actions">
        <ScreenshotButton sight={props.sight} onAdd={thenFocus(props.show.addScreenshot)} />
        {onSummarize !== null && (
          <TextButton label={t('summarize')} disabled={busy || !props.can_summarize} onClick={onSummarize} />
        )}
        <span class="answering-with" title={t('answering_with', props.answering_with)}>
          {props.answering_with}
        </span>
        {busy && <IconButton icon="stop" data-look="strong" label={t('stop')} onClick={thenFocus(onStop)} />}
        <IconButton
          icon="send"
          label={t('send')}
          data-look="primary"
          disabled={!sendable}
          onClick={thenFocus(onSend)}
        />
      </div>
    </div>
  );
}
