/* An editor: a textarea whose text is painted below it, with what is wrong underlined. */

class Editor {
  constructor(id, tokens) {
    this.area = byId(id);
    this.box = byId(id + "-editor");
    this.note = byId(id + "-note");
    this.pre = this.box.querySelector(".paint");
    this.tokens = tokens;
    this.problem = null;
    this.area.addEventListener("input", () => {
      // Places move with the first character that is typed; the next answer brings them again.
      this.problem = null;
      this.paint();
    });
  }

  get text() { return this.area.value; }
  set text(value) {
    if (this.area.value !== value) this.area.value = value;
    this.paint();
  }

  /** Paints the text, with the range of the problem underlined. */
  paint() {
    const text = this.text;
    let { start, end } = this.problem || { start: -1, end: -1 };
    if (this.problem && start === end) end = start + 1;
    const parts = [];
    let place = 0;
    for (const token of this.tokens(text)) {
      const cuts = [place, place + token.text.length];
      for (const cut of [start, end]) if (cut > cuts[0] && cut < place + token.text.length) cuts.push(cut);
      cuts.sort((a, b) => a - b);
      for (let index = 1; index < cuts.length; index++) {
        const isWrong = cuts[index - 1] >= start && cuts[index] <= end && start >= 0;
        const kind = token.kind + (isWrong ? " t-wrong" : "");
        const part = text.slice(cuts[index - 1], cuts[index]);
        parts.push(kind ? make("span", { class: kind }, part) : part);
      }
      place += token.text.length;
    }
    // At the very end there is nothing to underline; a blank is.
    if (this.problem && start >= text.length) parts.push(make("span", { class: "t-wrong" }, " "));
    // A last line that is empty would have no height.
    this.pre.replaceChildren(...parts, "\n");
  }

  /** Shows what is wrong, below the text and in it; null if nothing is. */
  show(problem) {
    this.problem = problem;
    this.box.classList.toggle("wrong", !!problem);
    this.area.setAttribute("aria-invalid", problem ? "true" : "false");
    this.note.classList.toggle("bad", !!problem);
    this.note.replaceChildren();
    if (problem) {
      this.note.append(make("strong", {}, problem.message), problem.help ? ` \u2014 ${problem.help}` : "");
      if (problem.in === "library") this.note.append(make("pre", {}, problem.text));
    }
    this.paint();
  }

  /** Puts a text in place of the selection, as if typed, so that it can be undone. */
  insert(text, { from = this.area.selectionStart, to = this.area.selectionEnd, caret = text.length } = {}) {
    this.area.focus();
    this.area.setSelectionRange(from, to);
    if (!document.execCommand("insertText", false, text)) {
      this.area.setRangeText(text, from, to, "end");
      this.area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.area.setSelectionRange(from + caret, from + caret);
  }

  /** Where a character stands on the screen. */
  rect(offset) {
    const walker = document.createTreeWalker(this.pre, NodeFilter.SHOW_TEXT);
    let rest = offset;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (rest <= node.length) {
        const range = document.createRange();
        range.setStart(node, rest);
        range.setEnd(node, Math.min(rest + 1, node.length));
        return range.getBoundingClientRect();
      }
      rest -= node.length;
    }
    return this.pre.getBoundingClientRect();
  }
}
