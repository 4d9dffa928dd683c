/* Where a sample stopped matching: in the text, and in the expression through all that it refers to. */

/** Units of a text that are shown around a place. */
const AROUND = 240;

function stopView(answer) {
  const heading = make("h2", {}, `Sample ${counted.format(state.selected + 1)} does not match`);
  if (answer.outcome === "givenUp") heading.textContent = `Sample ${counted.format(state.selected + 1)} took too long: the search was given up`;
  const stop = answer.stop;
  if (!stop) return [heading, make("div", { class: "whole" }, paintedText(answer.line, 0, WHOLE_CHARACTERS, false))];
  const found = answer.line.slice(stop.foundStart, stop.foundEnd);
  const verdict = make("p", { class: "stop-line" }, "Expected ",
    ...joined(stop.expected.map(expectation), " or "),
    stop.isAnywhere ? " somewhere from here on, and found none"
      : found ? make("span", {}, ", found ", make("code", {}, JSON.stringify(found))) : ", and the text ended", ".");
  const outer = stop.references.length ? stop.references[0] : stop.element;
  const inner = [...stop.references.slice(1), ...(stop.references.length ? [stop.element] : []), ...stop.inside];
  const parts = [heading, verdict, stopText(answer.line, stop),
    make("h2", {}, "In the expression"), frame(outer)];
  if (inner.length) parts.push(make("h2", {}, "Which leads to"), ...inner.map(frame));
  if (stop.hints.length) parts.push(make("h2", {}, "Hint"), ...stop.hints.map((hint) => make("p", {}, sentence(hint))));
  if (stop.prefixText) {
    parts.push(make("div", { class: "head-row" }, make("h2", {}, "Longest beginning that matches"),
      make("button", { type: "button", onclick: () => copyText(stop.prefixText, "Beginning") }, "Copy")),
    make("pre", { class: "code tight" }, ...expressionTokens(stop.prefixText).map(painted)));
  }
  if (stop.also.length) {
    parts.push(make("h2", {}, "Also tried there"), make("div", { class: "chips" },
      ...[...new Set(stop.also.map((element) => element.text))].slice(0, 8).map((text) => make("span", { class: "chip" }, text))));
  }
  if (stop.isCutShort) parts.push(make("p", { class: "note" }, "Time ran out: what is to blame may stand further on."));
  return parts;
}

const painted = (token) => (token.kind ? make("span", { class: token.kind }, token.text) : token.text);

/** What was expected: words, a text in quotes, or a part of an expression between backticks. */
const expectation = (words) => make("strong", {}, /^`.*`$/s.test(words) ? make("code", {}, words.slice(1, -1)) : words);

/** Things with words between them. */
const joined = (items, between) => items.flatMap((item, index) => (index ? [between, item] : [item]));

/** The text: what fitted, the place, and what was found there. */
function stopText(line, stop) {
  const from = Math.max(0, Math.min(stop.prefixStart, stop.offset) - 40);
  const start = stop.offset - from > 2 * AROUND ? stop.offset - AROUND : from;
  const end = Math.min(line.length, Math.max(stop.foundEnd, stop.offset) + AROUND);
  const cut = (a, b) => line.slice(Math.max(a, start), Math.max(Math.min(b, end), Math.max(a, start)));
  const blamed = Math.max(stop.foundEnd, stop.offset);
  return make("div", { class: "caret-view", id: "stop-text" },
    start ? make("span", { class: "cut" }, "\u2026 ") : null,
    make("span", { class: "outside" }, cut(start, Math.min(stop.prefixStart, stop.offset))),
    make("span", { class: "got" }, cut(stop.prefixStart, stop.offset)),
    make("span", { class: "here", title: "It stopped here" }),
    make("span", { class: "blame" }, cut(stop.offset, blamed)),
    cut(blamed, end), end < line.length ? make("span", { class: "cut" }, " \u2026") : null);
}

/** An element where it is written. */
function frame(element) {
  const where = element.pattern ? `${element.pattern}, ${element.file}:${element.line}` : "the expression";
  const text = element.excerpt;
  const start = Math.max(0, element.from - AROUND);
  const end = Math.min(text.length, element.to + AROUND);
  return make("div", { class: "frame" }, element.pattern ? make("p", { class: "frame-where" }, where) : null,
    make("div", { class: "caret-view" }, start ? "\u2026 " : "", text.slice(start, element.from),
      make("span", { class: "blame" }, text.slice(element.from, element.to)),
      text.slice(element.to, end), end < text.length ? " \u2026" : ""));
}
