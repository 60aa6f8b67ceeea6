import clojure from 'highlight.js/lib/languages/clojure';
import dart from 'highlight.js/lib/languages/dart';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import elixir from 'highlight.js/lib/languages/elixir';
import erlang from 'highlight.js/lib/languages/erlang';
import haskell from 'highlight.js/lib/languages/haskell';
import http from 'highlight.js/lib/languages/http';
import julia from 'highlight.js/lib/languages/julia';
import latex from 'highlight.js/lib/languages/latex';
import nginx from 'highlight.js/lib/languages/nginx';
import ocaml from 'highlight.js/lib/languages/ocaml';
import powershell from 'highlight.js/lib/languages/powershell';
import protobuf from 'highlight.js/lib/languages/protobuf';
import scala from 'highlight.js/lib/languages/scala';
import { common, createLowlight } from 'lowlight';
import { type ComponentChildren, h } from 'preact';

const MORE = {
  clojure,
  dart,
  dockerfile,
  elixir,
  erlang,
  haskell,
  http,
  julia,
  latex,
  nginx,
  ocaml,
  powershell,
  protobuf,
  scala,
};

const lowlight = createLowlight({ ...common, ...MORE });

/** Code as coloured vnodes; null for a language that is not known. The words stay the same, character for character. */
export function highlight(text: string, language: string): ComponentChildren {
  const name = language.toLowerCase();
  return lowlight.registered(name) ? draw(lowlight.highlight(name, text).children) : null;
}

type Nodes = ReturnType<typeof lowlight.highlight>['children'];

function draw(nodes: Nodes): ComponentChildren {
  return nodes.map((node) => {
    if (node.type === 'text') return node.value;
    if (node.type !== 'element') return null;
    const names = node.properties['className'];
    return h('span', { class: Array.isArray(names) ? names.join(' ') : '' }, draw(node.children));
  });
}
