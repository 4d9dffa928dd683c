/* The colours of an expression: what its characters are, found in one pass. The server alone knows what
   an expression means; here a mistake costs a colour. */

/** `[a][b]` and `a.b` are one field. */
const fieldPath = (text) => text.replaceAll("][", ".").replace(/^\[|\]$/g, "");

/** The colour of a field: the place of its name among those that the expression captures. */
const fieldColours = {
  names: [],
  of(name) {
    const index = this.names.indexOf(name);
    return index < 0 ? "" : ` f${index % 8}`;
  },
};

/** Parts of an expression: `{text, kind}`, kind being the class that paints it. */
function expressionTokens(text) {
  const tokens = [];
  const rules = [
    [/%\{([^:=}\s]*)((?::[^:=}]*)?)((?::[^}=]*)?)(\}?)/y, (m) => [
      ["%{", "t-mark"], [m[1], "t-name"],
      ...(m[2] ? [[":", "t-mark"], [m[2].slice(1), "t-field" + fieldColours.of(fieldPath(m[2].slice(1)))]] : []),
      ...(m[3] ? [[m[3], "t-type"]] : []), [m[4], "t-mark"],
    ]],
    [/\(\?#[^)]*\)?/y, (m) => [[m[0], "t-comment"]]],
    [/(\(\?<)(?![=!])([^>:)]*)((?::[^>)]*)?)(>?)/y, (m) => [
      [m[1], "t-group"], [m[2], "t-field" + fieldColours.of(fieldPath(m[2]))],
      [m[3], "t-type"], [m[4], "t-group"],
    ]],
    [/\((?:\?(?:<?[=!]|[>:~]|[a-z-]*[:)]))?|\)|\|/y, (m) => [[m[0], "t-group"]]],
    [/\\(?:x\{[^}]*\}|x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|[pPkg][{<'][^}>']*[}>']|[^])/y, (m) => [[m[0], "t-escape"]]],
    [/\[\^?\]?(?:\\[^]|\[:\^?\w+:\]|[^\]\\])*\]?/y, (m) => [[m[0], "t-class"]]],
    [/(?:[*+?]|\{\d*,?\d*\})[+?]?|[\^$.]/y, (m) => [[m[0], "t-many"]]],
    [/[^%(\\\[*+?{}|).^$]+|[^]/y, (m) => [[m[0], ""]]],
  ];
  let place = 0;
  while (place < text.length) {
    for (const [rule, parts] of rules) {
      rule.lastIndex = place;
      const match = rule.exec(text);
      if (!match || !match[0]) continue;
      for (const [part, kind] of parts(match)) if (part) tokens.push({ text: part, kind });
      place += match[0].length;
      break;
    }
  }
  return tokens;
}

/** Parts of a pattern file: comments, names, and what they stand for. */
function definitionTokens(text) {
  return text.split(/(?<=\n)/).flatMap((line) => {
    if (/^\s*#/.test(line)) return [{ text: line, kind: "t-comment" }];
    const [, blank, name, rest] = /^(\s*)(\S*)([^]*)$/.exec(line);
    return [{ text: blank, kind: "" }, { text: name, kind: "t-define" }, ...expressionTokens(rest)]
      .filter((token) => token.text);
  });
}
