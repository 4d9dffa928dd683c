/* What is being worked on. It is kept in this browser, for this address. */

const EXAMPLE = {
  expression: "%{GOBJECT} is %{GCHANGE:genesys.object.change} %{GCLIENT}",
  samples: [
    "16:29:54.229 Std 24200 Object: [CfgFolder], name [Demands], DBID: [268] is created by client, type [SCE], name: [default], user: [default]",
    "08:20:03.451 Std 24201 Object: [CfgAgentGroup], name [Claims_EN], DBID: [398] is changed by client, type [SCE], name: [default], user: [r.moss]",
    "08:21:10.007 Std 24202 Object: [CfgDN], name [7001], DBID: [1040] is deleted by client, type [InteractionWorkspace ], name: [Desk [EU]], user: [k.ashe]",
    "08:21:12.118 Std 24200 Object: [CfgPerson], name [j.grün], DBID: [102] is created by client, type [SCE], name: [Zürich], user: [r.moss]",
    "08:22:47.660 Std 24201 Object: [CfgPerson], name [k.ashe], DBID: [101] is changed at server",
    "08:22:47.661 Trc 04541 Message MSGCFG_GETOBJECTINFO received from 12 (SCE 'default')",
  ],
};

/** The state, and who wants to know of changes: `state.on("samples", () => ...)`. */
const state = {
  expression: EXAMPLE.expression,
  definitions: "",
  flavour: document.documentElement.dataset.flavour,
  /** The flavour that the server was started with. */
  served: document.documentElement.dataset.flavour,
  whole: false,
  split: "line",
  samples: EXAMPLE.samples,
  selected: 0,
  filter: "all",
  tab: "line",
  name: "my-rule",
  theme: "system",

  listeners: {},
  on(keys, body) {
    for (const key of keys.split(" ")) (this.listeners[key] ||= []).push(body);
  },
  set(key, value) {
    if (this[key] === value) return;
    this[key] = value;
    this.changed(key);
  },
  changed(key) {
    for (const body of this.listeners[key] || []) body(this[key]);
    keepState();
  },
};

const KEPT = ["expression", "definitions", "flavour", "served", "whole", "split", "samples", "name", "theme"];
const STORE = "genlog-patterns";
/** Characters; browsers give an address about five million. */
const MOST_KEPT = 2_000_000;

const keepState = debounced(400, () => {
  const kept = Object.fromEntries(KEPT.map((key) => [key, state[key]]));
  let text = JSON.stringify(kept);
  // Many samples are read again; what was written by hand is not lost.
  if (text.length > MOST_KEPT) text = JSON.stringify({ ...kept, samples: kept.samples.slice(0, 200) });
  try {
    localStorage.setItem(STORE, text);
  } catch { /* no room, or not allowed: nothing is kept */ }
});

function recallState() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) || "{}");
    const { served } = state;
    for (const key of KEPT) {
      if (typeof kept[key] === typeof state[key]) state[key] = kept[key];
    }
    // A server that was started for the other flavour means it.
    if (state.served !== served) state.flavour = state.served = served;
    if (!Array.isArray(state.samples) || !state.samples.every((line) => typeof line === "string")) {
      state.samples = EXAMPLE.samples;
    }
  } catch { /* nothing was kept */ }
}

/** Samples that a text holds: its lines, or blocks of lines between empty ones. */
function splitSamples(text) {
  const lines = wellFormed(text).replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  if (state.split === "block") return lines.split(/\n[ \t]*\n+/).map((block) => block.replace(/^\n+|\n+$/g, "")).filter((block) => block);
  const all = lines.split("\n");
  if (all.at(-1) === "") all.pop();
  return all;
}

/** The text that gives the samples again. */
const joinedSamples = () => state.samples.join(state.split === "block" ? "\n\n" : "\n");

function setSamples(samples) {
  state.samples = samples;
  state.selected = Math.min(state.selected, Math.max(0, samples.length - 1));
  state.changed("samples");
}
