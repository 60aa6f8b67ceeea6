import { formatList } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';
import type { Connection, HostedTools } from '../../lib/models/connection.ts';

type Props = {
  readonly connections: readonly Connection[];
};

/** What answers may use, and where each is switched on. */
export function ToolsSection({ connections }: Props) {
  const onFor = (tool: keyof HostedTools) => {
    const names = connections.filter(({ hosted_tools }) => hosted_tools?.[tool] === true).map(({ name }) => name);
    return names.length === 0 ? t('tools_off') : t('tools_on_for', formatList(names));
  };
  return (
    <section aria-labelledby="tools">
      <h2 id="tools">{t('tools')}</h2>
      <p>{t('tools_about')}</p>
      <ul class="tool-list">
        <Tool name={t('tools_page')} about={t('tools_page_about')} state={t('tools_page_where')} section="privacy" />
        <Tool name={t('tools_file_search')} about={t('tools_file_search_about')} state={t('tools_always')} />
        <Tool
          name={t('tools_code')}
          about={t('tools_code_about')}
          state={onFor('code_interpreter')}
          section="connections"
        />
        <Tool name={t('tools_web')} about={t('tools_web_about')} state={onFor('web_search')} section="connections" />
        <Tool
          name={t('tools_functions')}
          about={t('tools_functions_about')}
          state={t('tools_per_assistant')}
          section="assistants"
        />
        <Tool
          name={t('tools_consult')}
          about={t('tools_consult_about')}
          state={t('tools_per_assistant')}
          section="assistants"
        />
      </ul>
    </section>
  );
}

type ToolProps = {
  readonly name: string;
  readonly about: string;
  readonly state: string;
  /** Where that is changed. */
  readonly section?: string;
};

function Tool({ name, about, state, section }: ToolProps) {
  return (
    <li>
      <span>
        <b>{name}</b>
        <small>{about}</small>
      </span>
      {section === undefined ? <span class="quiet">{state}</span> : <a href={`#${section}`}>{state}</a>}
    </li>
  );
}
