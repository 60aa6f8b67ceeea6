import { render } from 'preact';
import { declareLanguage } from '../../lib/i18n/declare-language.ts';
import { connectBackground } from '../../lib/platform/surfaces/panel-background.ts';
import { ownWindow } from '../../lib/platform/surfaces/panel-window.ts';
import { App } from './app.tsx';
import { createSurface } from './surface.ts';

declareLanguage(document.documentElement);
const windowId = await ownWindow();
const panel = createSurface(windowId, connectBackground(windowId));
panel.start(() =>
  render(<App state={panel.state()} actions={panel.actions} />, document.getElementById('app') ?? document.body),
);
