/* What one takes along: a rule with its examples, a pattern file with its tests, a command. */

/** Samples that the server chooses tests from. */
const MOST_EXAMPLES = 200;
/** What is shown of a text; all of it is copied. */
const SHOWN_CHARACTERS = 30_000;

const copying = {
  question: latest(),

  begin() {
    state.on("tab matches selected", () => { if (state.tab === "copy") this.later(); });
  },

  later: debounced(120, () => quietly(copying.ask())),

  /** Samples that match, the selected one first. */
  examples() {
    const order = new Set([state.selected, ...state.samples.keys()]);
    return [...order].filter((index) => Array.isArray(matching.of(index))).slice(0, MOST_EXAMPLES)
      .map((index) => state.samples[index]);
  },

  async ask() {
    if (!state.expression || matching.problem) return this.paint(null);
    const body = { ...subject(), lines: this.examples(), name: state.name };
    const answer = await ask("copy", body, this.question.begin());
    this.paint(answer.problem ? null : answer);
  },

  paint(answer) {
    const panel = byId("panel-copy");
    if (!answer) {
      return panel.replaceChildren(make("p", { class: "empty" }, "Write an expression without a mistake to copy it."));
    }
    const name = byId("copy-name") || make("input", { type: "text", id: "copy-name", spellcheck: "false", autocomplete: "off",
      oninput: (event) => { state.set("name", event.target.value); this.later(); } });
    if (name.value !== state.name) name.value = state.name;
    const hadFocus = document.activeElement === name;
    panel.replaceChildren(make("h2", {}, make("label", { for: "copy-name" }, "Name")), name,
      ...this.piece("rule", "Rule, for genlog parse", answer.rule, answer.ruleProblem),
      ...this.piece("grok", "Pattern file", answer.grok, answer.grokProblem),
      ...this.piece("command", "Command", answer.command, null),
      ...this.piece("plain", "Expression", state.expression, null));
    if (hadFocus) name.focus();
  },

  piece(id, title, text, problem) {
    return [
      make("div", { class: "head-row" }, make("h2", {}, title),
        text === null ? null : make("button", { type: "button", id: `copy-${id}`, onclick: () => copyText(text, title) }, "Copy")),
      text === null ? make("p", { class: "note" }, sentence(problem))
        : make("pre", { class: "code nowrap", id: `copy-${id}-text`, tabindex: "0", "aria-label": title },
          text.slice(0, SHOWN_CHARACTERS), text.length > SHOWN_CHARACTERS ? " \u2026" : ""),
    ];
  },
};
