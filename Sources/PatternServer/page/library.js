/* The library: searched as one types, shown with what each pattern is made of and matches. */

const library = {
  patterns: [],
  found: [],
  active: -1,
  question: latest(),

  begin() {
    this.search = byId("library-search");
    this.list = byId("library-list");
    this.search.addEventListener("input", () => this.find());
    this.search.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const item = event.target.closest("li");
      if (item) this.point(Number(item.dataset.index));
    });
    this.list.addEventListener("dblclick", () => this.insert());
    state.on("flavour", () => quietly(this.load()));
  },

  async load() {
    this.patterns = (await ask(`library?flavour=${state.flavour}`)).patterns;
    this.find();
  },

  find() {
    this.found = searchPatterns(this.patterns, this.search.value);
    byId("library-count").textContent = plural(this.found.length, "pattern");
    this.list.replaceChildren(...this.found.map((pattern, index) => make("li",
      { role: "option", id: `pattern-${index}`, "data-index": index, "aria-selected": "false" },
      make("i", {}, pattern.file), make("b", {}, pattern.name), make("small", {}, pattern.summary || pattern.regex))));
    this.list.scrollTop = 0;
    this.point(this.found.length ? 0 : -1);
  },

  point(index) {
    this.list.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
    this.active = index;
    const item = this.list.children[index];
    if (!item) {
      this.search.removeAttribute("aria-activedescendant");
      return byId("library-details").replaceChildren();
    }
    item.setAttribute("aria-selected", "true");
    this.search.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
    this.show(this.found[index].name);
  },

  show: debounced(60, (name) => quietly(library.open(name))),

  /** Shows a pattern in full. */
  async open(name) {
    const query = new URLSearchParams({ name, flavour: state.flavour });
    const pattern = await ask(`pattern?${query}`, undefined, this.question.begin());
    const box = byId("library-details");
    const part = (title, ...content) => (content.length ? [make("h2", {}, title), ...content] : []);
    box.replaceChildren(
      make("div", { class: "head-row" }, make("h3", {}, pattern.name),
        make("button", { type: "button", id: "library-insert", onclick: () => this.insert() }, "Insert")),
      pattern.summary ? make("p", { class: "meaning" }, pattern.summary.replaceAll("\n", " ")) : "",
      make("p", { class: "origin" }, `${pattern.file}:${pattern.line}`),
      ...part("Definition", make("pre", { class: "code tight" }, ...expressionTokens(pattern.regex).map(painted))),
      ...part("Made of", ...(pattern.parts.length ? [make("div", { class: "chips" }, ...pattern.parts.map((one) =>
        make("button", { type: "button", title: one.regex, onclick: () => quietly(this.open(one.name)) }, one.name)))] : [])),
      ...part("Fields", ...(pattern.fields.length ? [make("div", { class: "chips" }, ...pattern.fields.map((field) =>
        make("span", { class: "chip" }, field.type === "string" ? field.name : `${field.name}: ${field.type}`)))] : [])),
      ...part("Examples", ...(pattern.examples.length ? [this.examples(pattern)] : [])),
      ...part("Expands to", ...(pattern.expansion ? [make("pre", { class: "code tight" }, pattern.expansion)] : [])),
      ...(pattern.problem ? [make("pre", { class: "code" }, pattern.problem)] : []));
    box.scrollTop = 0;
    this.shown = pattern.name;
  },

  examples(pattern) {
    return make("ul", { class: "examples" }, ...pattern.examples.map((example) => make("li", {},
      make("span", { class: example.matches ? "verdict" : "verdict not" }, example.matches ? "matches" : "does not"),
      make("code", {}, example.text || "(empty)"),
      make("button", { type: "button", class: "link", "aria-label": `Use as a sample: ${example.text}`, onclick: () => {
        setSamples([...state.samples, wellFormed(example.text)]);
        samplesView.select(state.samples.length - 1);
        toast("Added to the samples");
      } }, "use"))));
  },

  /** Writes a reference where the caret stands in the expression. */
  insert() {
    const name = this.shown || this.found[this.active]?.name;
    if (name) expressionEditor.insert(`%{${name}}`, { caret: name.length + 2 });
  },

  key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };
    if (event.key in moves && this.found.length) {
      event.preventDefault();
      this.point(Math.max(0, Math.min(this.found.length - 1, this.active + moves[event.key])));
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.shown = this.found[this.active]?.name;
      this.insert();
    }
  },
};
