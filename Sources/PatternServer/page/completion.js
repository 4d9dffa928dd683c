/* Completion of pattern names, after %{ in an expression. */

class Completion {
  constructor(editor, patterns) {
    this.editor = editor;
    this.patterns = patterns;
    this.popup = byId("completion");
    this.matches = [];
    this.active = 0;
    editor.area.addEventListener("input", () => this.update());
    editor.area.addEventListener("keydown", (event) => this.key(event));
    editor.area.addEventListener("blur", () => this.close());
    editor.area.addEventListener("click", () => this.close());
    this.popup.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const item = event.target.closest("li");
      if (item) this.take(Number(item.dataset.index));
    });
  }

  get isOpen() { return !this.popup.hidden; }

  /** What stands between %{ and the caret; null elsewhere. */
  typed() {
    const area = this.editor.area;
    if (area.selectionStart !== area.selectionEnd) return null;
    const before = area.value.slice(0, area.selectionStart);
    const match = /%\{([\w.-]*)$/.exec(before);
    return match ? { text: match[1], start: before.length - match[1].length } : null;
  }

  update(always = false) {
    const typed = this.typed();
    if (!typed) return this.close();
    this.matches = searchPatterns(this.patterns(), typed.text).slice(0, 60);
    const isDone = this.matches.length === 1 && this.matches[0].name === typed.text;
    if (!this.matches.length || (isDone && !always)) return this.close();
    this.active = 0;
    this.popup.replaceChildren(...this.matches.map((pattern, index) => make("li",
      { role: "option", id: `completion-${index}`, "data-index": index, "aria-selected": index === 0 ? "true" : "false" },
      make("span", { class: "mono" }, pattern.name), make("span", { class: "file" }, pattern.file),
      make("small", {}, pattern.summary || pattern.regex))));
    this.place(typed.start);
    this.popup.hidden = false;
    this.popup.scrollTop = 0;
    this.point();
  }

  /** Puts the list below the name, or above it where there is no room. */
  place(start) {
    const rect = this.editor.rect(start);
    const height = Math.min(264, this.matches.length * 46 + 10);
    const isBelow = rect.bottom + height + 8 < innerHeight;
    const width = Math.min(460, innerWidth - 24);
    this.popup.style.left = `${Math.max(8, Math.min(rect.left - 12, innerWidth - width - 12))}px`;
    this.popup.style.top = isBelow ? `${rect.bottom + 6}px` : `${Math.max(4, rect.top - height - 6)}px`;
  }

  point() {
    const area = this.editor.area;
    area.setAttribute("aria-expanded", this.isOpen ? "true" : "false");
    if (!this.isOpen) return area.removeAttribute("aria-activedescendant");
    area.setAttribute("aria-activedescendant", `completion-${this.active}`);
    [...this.popup.children].forEach((item, index) =>
      item.setAttribute("aria-selected", index === this.active ? "true" : "false"));
    this.popup.children[this.active]?.scrollIntoView({ block: "nearest" });
  }

  close() {
    if (!this.isOpen) return;
    this.popup.hidden = true;
    this.point();
  }

  take(index) {
    const typed = this.typed();
    const pattern = this.matches[index];
    this.close();
    if (!typed || !pattern) return;
    const area = this.editor.area;
    const rest = area.value.slice(area.selectionStart);
    const isClosed = /^[\w.-]*[:}]/.test(rest);
    const tail = /^[\w.-]*/.exec(rest)[0].length;
    // The caret comes to stand before the brace, where a field may be named.
    this.editor.insert(pattern.name + (isClosed ? "" : "}"),
      { from: typed.start, to: area.selectionStart + tail, caret: pattern.name.length });
    this.close();
  }

  key(event) {
    const area = this.editor.area;
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      return this.update(true);
    }
    // The brace that completion wrote is typed over.
    if (event.key === "}" && area.selectionStart === area.selectionEnd && area.value[area.selectionStart] === "}"
      && /%\{[^{}]*$/.test(area.value.slice(0, area.selectionStart))) {
      event.preventDefault();
      area.setSelectionRange(area.selectionStart + 1, area.selectionStart + 1);
      return this.close();
    }
    if (!this.isOpen) return;
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };
    if (event.key in moves) {
      event.preventDefault();
      const count = this.matches.length;
      this.active = Math.abs(moves[event.key]) === 1
        ? (this.active + moves[event.key] + count) % count
        : Math.max(0, Math.min(count - 1, this.active + moves[event.key]));
      this.point();
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      this.take(this.active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }
}

/** The files that are shown first where nothing is searched for: what one builds with. */
const FAMILIAR = [/^your definitions$/, /genesys\.grok$/, /^core\./, /^linux-syslog/, /^httpd/];
const familiarity = (pattern) => {
  const index = FAMILIAR.findIndex((file) => file.test(pattern.file));
  return index < 0 ? FAMILIAR.length : index;
};

/** The patterns that a text finds, the likeliest first: by name, then by meaning, then by expression. */
function searchPatterns(patterns, text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [...patterns].sort((a, b) => familiarity(a) - familiarity(b) || (a.name < b.name ? -1 : 1));
  const rank = (pattern) => {
    const name = pattern.name.toLowerCase();
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (name.includes(wanted)) return 2;
    if (pattern.summary.toLowerCase().includes(wanted)) return 3;
    return pattern.regex.toLowerCase().includes(wanted) ? 4 : 9;
  };
  return patterns.map((pattern) => [rank(pattern), pattern]).filter(([rank]) => rank < 9)
    .sort((a, b) => a[0] - b[0] || a[1].name.length - b[1].name.length || (a[1].name < b[1].name ? -1 : 1))
    .map(([, pattern]) => pattern);
}
