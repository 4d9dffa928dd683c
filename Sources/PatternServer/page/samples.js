/* The list of samples. Only rows near the visible part are in the document: ten thousand lines are as
   quick as ten. */

const ROW = 24;
const ROW_SPARE = 12;
const ROW_CHARACTERS = 1500;

const samplesView = {
  /** Indexes of the samples that the filter lets through. */
  shown: [],
  rows: new Map(),
  isEditing: false,

  begin() {
    this.list = byId("samples-list");
    this.space = this.list.querySelector(".list-space");
    this.list.addEventListener("scroll", () => this.paint());
    new ResizeObserver(() => this.paint()).observe(this.list);
    this.list.addEventListener("mousedown", (event) => {
      const row = event.target.closest(".row");
      if (row) this.select(Number(row.dataset.index));
    });
    this.list.addEventListener("keydown", (event) => this.key(event));
    for (const input of document.getElementsByName("filter")) {
      input.addEventListener("change", () => state.set("filter", input.value));
    }
    byId("samples-edit").addEventListener("click", () => this.edit(!this.isEditing));
    byId("samples-text").addEventListener("keydown", (event) => {
      if (event.key === "Escape" || (event.key === "Enter" && event.ctrlKey)) {
        event.preventDefault();
        this.edit(false);
      }
    });
    byId("split").addEventListener("change", (event) => {
      const text = joinedSamples();
      state.set("split", event.target.value);
      setSamples(splitSamples(text));
    });
    state.on("samples filter matches", () => this.refresh());
    state.on("selected", () => this.paint());
  },

  /** The samples that can be seen: those are asked about first. */
  visible() {
    const first = Math.floor(this.list.scrollTop / ROW);
    const last = first + Math.ceil(this.list.clientHeight / ROW) + 1;
    const indexes = this.shown.slice(first, last);
    if (!indexes.length || state.filter !== "all") return { from: 0, to: Math.min(60, state.samples.length) };
    return { from: indexes[0], to: Math.min(indexes.at(-1) + 1, state.samples.length) };
  },

  refresh() {
    const all = state.samples.map((_, index) => index);
    this.shown = state.filter === "all" ? all
      : all.filter((index) => matching.of(index) === 0 || matching.of(index) === 1);
    this.rows.clear();
    this.space.replaceChildren();
    this.space.style.height = `${this.shown.length * ROW}px`;
    this.list.classList.toggle("stale", matching.isStale);
    for (const input of document.getElementsByName("filter")) input.checked = input.value === state.filter;
    this.paint();
    this.paintCount();
    this.paintNote();
  },

  paint() {
    const first = Math.max(0, Math.floor(this.list.scrollTop / ROW) - ROW_SPARE);
    const last = Math.min(this.shown.length, first + Math.ceil(this.list.clientHeight / ROW) + 2 * ROW_SPARE);
    for (const [position, row] of this.rows) {
      if (position < first || position >= last) {
        row.remove();
        this.rows.delete(position);
      }
    }
    for (let position = first; position < last; position++) {
      if (this.rows.has(position)) continue;
      const row = this.row(position);
      this.rows.set(position, row);
      this.space.append(row);
    }
    for (const row of this.rows.values()) {
      row.setAttribute("aria-selected", Number(row.dataset.index) === state.selected ? "true" : "false");
    }
    const isThere = [...this.rows.values()].some((row) => row.id === `sample-${state.selected}`);
    if (isThere) this.list.setAttribute("aria-activedescendant", `sample-${state.selected}`);
    else this.list.removeAttribute("aria-activedescendant");
    this.paintEmpty();
  },

  row(position) {
    const index = this.shown[position];
    const result = matching.of(index);
    const kind = result === undefined ? "" : result === 0 ? "unmatched" : result === 1 ? "gave-up" : "matched";
    const words = { matched: "matches", unmatched: "does not match", "gave-up": "took too long", "": "" }[kind];
    const row = make("div", {
      class: `row ${kind}`, role: "option", id: `sample-${index}`, "data-index": index,
      "aria-setsize": this.shown.length, "aria-posinset": position + 1, title: words,
    }, make("span", { class: "number" }, counted.format(index + 1), make("span", { class: "unseen" }, words)),
      make("span", { class: "text" }, paintedText(state.samples[index], result, ROW_CHARACTERS, true)));
    row.style.top = `${position * ROW}px`;
    return row;
  },

  paintEmpty() {
    this.list.querySelector(".empty")?.remove();
    if (this.shown.length) return;
    const empty = make("div", { class: "empty" });
    if (state.samples.length) empty.append(matching.isRunning ? "None so far." : "Every sample matches.");
    else empty.append("Paste log lines here, drop a file on the page, or press ", make("kbd", {}, "s"), " to write some.");
    this.list.append(empty);
  },

  paintCount() {
    const { matched, unmatched, gaveUp } = matching.counts;
    const total = state.samples.length;
    const known = matched + unmatched + gaveUp;
    const count = byId("count");
    const text = !total ? "No samples" : matching.isStale ? plural(total, "sample")
      : `${counted.format(matched)} of ${counted.format(total)} match`;
    const rest = matching.isRunning && known < total && !matching.isStale ? ` \u00b7 ${counted.format(known)} looked at`
      : gaveUp && !matching.isStale ? ` \u00b7 ${counted.format(gaveUp)} took too long` : "";
    // Said again only when it changes.
    if (count.textContent === text + rest) return;
    count.replaceChildren(text, ...(rest ? [make("small", {}, rest)] : []));
  },

  paintNote() {
    const note = byId("samples-note");
    note.replaceChildren();
    if (matching.refusal) note.append(matching.refusal);
    if (matching.isPaused) {
      const left = state.samples.length - matching.counts.matched - matching.counts.unmatched - matching.counts.gaveUp;
      note.append(`The expression takes too long on ${plural(matching.counts.gaveUp, "sample")}; ${plural(left, "sample")} not looked at.`,
        make("button", { type: "button", onclick: () => quietly(matching.resume()) }, "Look at all"));
    }
  },

  select(index, isScrolled = true) {
    state.set("selected", index);
    const position = this.shown.indexOf(index);
    if (position < 0 || !isScrolled) return;
    const top = position * ROW;
    if (top < this.list.scrollTop) this.list.scrollTop = top;
    else if (top + ROW > this.list.scrollTop + this.list.clientHeight - 14) {
      this.list.scrollTop = top + ROW - this.list.clientHeight + 14;
    }
    this.paint();
  },

  /** Moves the selection over the shown samples. */
  move(distance) {
    if (!this.shown.length) return;
    let position = this.shown.indexOf(state.selected);
    if (position < 0) position = this.shown.findIndex((index) => index > state.selected) - (distance > 0 ? 1 : 0);
    const next = Math.max(0, Math.min(this.shown.length - 1, position + distance));
    this.select(this.shown[next]);
  },

  /** Goes to the next sample that does not match, or the one before. */
  moveToUnmatched(step) {
    const count = state.samples.length;
    for (let tried = 1; tried <= count; tried++) {
      const index = (((state.selected + step * tried) % count) + count) % count;
      if (matching.of(index) === 0 || matching.of(index) === 1) return this.select(index);
    }
    toast("Every sample matches");
  },

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.list.clientHeight / ROW) - 1);
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in moves) {
      event.preventDefault();
      this.move(moves[event.key]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      showTab(["line", "json"].includes(state.tab) ? state.tab : "line", true);
    }
  },

  /** Shows the samples as one text, to be written; or takes them from it. */
  edit(isEditing) {
    if (this.isEditing === isEditing) return;
    this.isEditing = isEditing;
    const area = byId("samples-text");
    if (isEditing) area.value = joinedSamples();
    else setSamples(splitSamples(area.value));
    area.hidden = !isEditing;
    byId("samples-frame").hidden = isEditing;
    const button = byId("samples-edit");
    button.textContent = isEditing ? "Done" : "Edit";
    button.setAttribute("aria-pressed", isEditing ? "true" : "false");
    (isEditing ? area : this.list).focus();
  },

  /** Adds what was pasted or read to the samples; to the example it came with, it is put in place of them. */
  add(text, source) {
    const samples = splitSamples(text);
    const isExample = state.samples === EXAMPLE.samples;
    setSamples(isExample || source === "file" ? samples : [...state.samples, ...samples]);
    toast(`${plural(samples.length, "sample")} ${source === "file" ? "read" : "added"}`);
  },
};
