/* Which samples match: the visible ones are asked about first, the rest in pieces after them. */

/** Lines and characters that one question holds at most. */
const MOST_LINES = 1500;
const MOST_CHARACTERS = 900_000;
/** When so many searches were given up, the rest is asked about only on request. */
const MOST_GIVEN_UP = 20;

const matching = {
  /** For each sample: 0 no match, 1 given up, numbers of a match, undefined if not known yet. */
  results: [],
  /** The samples that `results` are of. */
  lines: [],
  fields: [],
  counts: { matched: 0, unmatched: 0, gaveUp: 0 },
  problem: null,
  isRunning: false,
  isPaused: false,
  refusal: "",
  question: latest(),

  /** Whether what is shown belongs to an older expression. */
  get isStale() { return !!this.problem || !state.expression; },

  /** Starts anew; a run that is under way is given up. */
  async start() {
    const signal = this.question.begin();
    Object.assign(this, { isRunning: true, isPaused: false, refusal: "" });
    if (!state.expression) {
      Object.assign(this, { results: [], lines: state.samples, fields: [], problem: null, isRunning: false });
      this.count();
      return state.changed("matches");
    }
    await this.run(signal, [samplesView.visible(), { from: 0, to: state.samples.length }], null);
  },

  /** Goes on after a pause. */
  async resume() {
    this.isPaused = false;
    await this.run(this.question.begin(), [{ from: 0, to: state.samples.length }], this.results);
  },

  async run(signal, pieces, results) {
    const lines = state.samples;
    const allowance = results ? Infinity : MOST_GIVEN_UP;
    this.isRunning = true;
    try {
      // Without samples there is still an expression to look at.
      if (!lines.length) results = this.take(await ask("match", { ...subject(), lines: [] }, signal), null, 0, lines);
      for (const piece of pieces) {
        let from = piece.from;
        while (from < piece.to) {
          if (results && results[from] !== undefined) {
            from += 1;
            continue;
          }
          const part = this.part(lines, from, piece.to, results);
          const answer = await ask("match", { ...subject(), lines: part }, signal);
          results = this.take(answer, results, from, lines);
          if (!results) return;
          from += answer.lines.length;
          if (this.counts.gaveUp > allowance) {
            this.isPaused = true;
            return;
          }
        }
      }
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!(error instanceof Refusal)) throw error;
      this.refusal = error.message;
    } finally {
      if (!signal.aborted) {
        this.isRunning = false;
        state.changed("matches");
      }
    }
  },

  /** The lines of one question. */
  part(lines, from, to, results) {
    let end = from;
    let size = 0;
    while (end < to && end - from < MOST_LINES && size < MOST_CHARACTERS && !(results && results[end] !== undefined)) {
      size += lines[end].length;
      end += 1;
    }
    // A long line is asked about by itself, as an answer may take its time over it.
    if (size > MOST_CHARACTERS && end > from + 1) end -= 1;
    return lines.slice(from, end);
  },

  /** Takes an answer in; null if it tells of a problem. */
  take(answer, results, from, lines) {
    this.problem = answer.problem || null;
    if (this.problem) return null;
    if (!results) {
      // What was shown until now stays until there is something better.
      results = new Array(lines.length);
      Object.assign(this, { results, lines, fields: answer.fields });
      this.warning = answer.warning;
      fieldColours.names = answer.fields.map((field) => field.name);
    }
    answer.lines.forEach((result, index) => { results[from + index] = result; });
    this.count();
    state.changed("matches");
    return results;
  },

  count() {
    const counts = { matched: 0, unmatched: 0, gaveUp: 0 };
    for (const result of this.results) {
      if (result === 0) counts.unmatched += 1;
      else if (result === 1) counts.gaveUp += 1;
      else if (result) counts.matched += 1;
    }
    this.counts = counts;
  },

  /** What is known of a sample; undefined if nothing is. */
  of(index) {
    return this.lines === state.samples ? this.results[index] : undefined;
  },
};

/** A match's captures as `{field, start, end}`, outer ones before what they hold. */
function spansOf(result) {
  const spans = [];
  for (let index = 2; index + 2 < result.length; index += 3) {
    spans.push({ field: result[index], start: result[index + 1], end: result[index + 2] });
  }
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** A text with its captures marked, cut off after `limit` units. */
function paintedText(text, result, limit, showLineEnds) {
  const root = document.createDocumentFragment();
  const end = Math.min(text.length, limit);
  const add = (parent, from, to) => {
    if (from >= to) return;
    const piece = text.slice(from, to);
    if (!showLineEnds || !piece.includes("\n")) return parent.append(piece);
    piece.split("\n").forEach((line, index) => {
      if (index) parent.append(make("span", { class: "nl" }, " \u21b5 "));
      parent.append(line);
    });
  };
  const spans = Array.isArray(result) ? spansOf(result) : [];
  let next = 0;
  const fill = (parent, from, to) => {
    let place = from;
    while (next < spans.length && spans[next].start < to) {
      const span = spans[next++];
      // Captures of a look-ahead may overlap: what is marked already is not marked again.
      const start = Math.max(span.start, place);
      const stop = Math.min(span.end, to);
      if (start >= stop) continue;
      add(parent, place, start);
      const name = matching.fields[span.field]?.name || "";
      const element = make("span", { class: `span f${span.field % 8}`, "data-field": span.field, title: name });
      fill(element, start, stop);
      parent.append(element);
      place = stop;
    }
    add(parent, place, to);
  };
  if (Array.isArray(result)) {
    const [start, stop] = [Math.min(result[0], end), Math.min(result[1], end)];
    const before = make("span", { class: "outside" });
    const after = make("span", { class: "outside" });
    fill(before, 0, start);
    if (start) root.append(before);
    fill(root, start, stop);
    fill(after, stop, end);
    if (stop < end) root.append(after);
  } else {
    add(root, 0, end);
  }
  if (end < text.length) root.append(make("span", { class: "cut" }, ` \u2026 ${counted.format(text.length)} characters`));
  return root;
}
