/* What is known of the selected sample: its fields, the same as JSON, or where it stopped matching. */

const WHOLE_CHARACTERS = 12_000;
const VALUE_CHARACTERS = 2_000;
const JSON_CHARACTERS = 60_000;

const details = {
  question: latest(),
  answer: null,

  begin() {
    state.on("selected samples", () => quietly(this.ask()));
    for (const type of ["mouseover", "mouseout"]) {
      byId("panel-line").addEventListener(type, (event) => {
        const field = event.target.closest("[data-field]")?.dataset.field;
        if (field === undefined) return;
        for (const element of document.querySelectorAll(`#panel-line [data-field="${field}"]`)) {
          element.classList.toggle("hot", type === "mouseover");
        }
      });
    }
  },

  /** Asks about the selected sample; what was known stays until the answer is there. */
  async ask() {
    const line = state.samples[state.selected];
    if (line === undefined || !state.expression) {
      this.question.end();
      this.answer = null;
      return this.paint();
    }
    const answer = await ask("line", { ...subject(), lines: [line] }, this.question.begin());
    if (answer.problem) return;
    this.answer = { ...answer, line };
    this.paint();
  },

  paint() {
    const answer = this.answer;
    const isStopped = !!answer && answer.outcome !== "matched";
    byId("tab-line").textContent = isStopped ? "Where it stopped" : "Fields";
    if (!answer) {
      const empty = () => make("p", { class: "empty" }, state.samples.length ? "Write an expression to see what it captures." : "There is no sample yet.");
      byId("panel-line").replaceChildren(empty());
      byId("panel-json").replaceChildren(empty());
      return;
    }
    byId("panel-line").replaceChildren(...(isStopped ? stopView(answer) : this.fields(answer)));
    byId("panel-json").replaceChildren(...this.json(answer));
  },

  /** The line with its captures marked, and a table of them. */
  fields(answer) {
    const names = fieldColours.names;
    const result = [answer.start, answer.end];
    for (const capture of answer.captures) {
      result.push(Math.max(0, names.indexOf(capture.field)), capture.start, capture.end);
    }
    const parts = [
      make("h2", {}, `Sample ${counted.format(state.selected + 1)}, matched from ${counted.format(answer.start)} to ${counted.format(answer.end)}`),
      make("div", { class: "whole" }, paintedText(answer.line, result, WHOLE_CHARACTERS, false)),
      make("h2", {}, answer.captures.length ? plural(answer.captures.length, "capture") : "The expression captures no field"),
    ];
    if (answer.captures.length) parts.push(this.table(answer, names));
    if (answer.tags.includes("_grok_convert_failure")) {
      parts.push(make("p", { class: "note" }, "A text is none of its field's type and was kept as text: the event is tagged ", make("code", {}, "_grok_convert_failure"), "."));
    }
    return parts;
  },

  table(answer, names) {
    const rows = answer.captures.map((capture) => {
      const index = names.indexOf(capture.field);
      const value = typeof capture.value === "string" ? capture.value : JSON.stringify(capture.value);
      return make("tr", { "data-field": index, class: `f${Math.max(0, index) % 8}` },
        make("td", { class: "name" }, make("b", {}, capture.field)),
        make("td", { class: "value" }, value.slice(0, VALUE_CHARACTERS) + (value.length > VALUE_CHARACTERS ? " \u2026" : "")),
        make("td", { class: "type" }, capture.type),
        make("td", { class: "place" }, `${counted.format(capture.start)}\u2013${counted.format(capture.end)}`));
    });
    return make("table", {},
      make("thead", {}, make("tr", {}, ...["Field", "Value", "Type", "Place"].map((title) => make("th", { scope: "col" }, title)))),
      make("tbody", {}, ...rows));
  },

  json(answer) {
    const value = answer.tags.length ? { ...answer.json, tags: answer.tags } : answer.json;
    const text = JSON.stringify(value, null, 2);
    const shown = text.slice(0, JSON_CHARACTERS);
    return [
      make("div", { class: "head-row" }, make("h2", {}, "The event's fields"),
        make("button", { type: "button", onclick: () => copyText(text, "JSON") }, "Copy JSON")),
      make("pre", { class: "code", id: "json-text" }, ...paintedJSON(shown), shown === text ? "" : " \u2026"),
    ];
  },
};

/** JSON in colours. */
function paintedJSON(text) {
  const rule = /("(?:\\.|[^"\\])*")(\s*:)?|-?\d[\d.eE+-]*|true|false|null/g;
  const parts = [];
  let place = 0;
  for (const match of text.matchAll(rule)) {
    parts.push(text.slice(place, match.index));
    const kind = match[2] ? "j-key" : match[1] ? "j-text" : "j-number";
    parts.push(make("span", { class: kind }, match[1] || match[0]), match[2] || "");
    place = match.index + match[0].length;
  }
  parts.push(text.slice(place));
  return parts;
}
