/// How a story's page looks, in light and in dark.
enum PageStyle {
  /// The style sheet.
  static let text = """
    :root {
      color-scheme: light dark;
      --page: #fbfbfa; --panel: #ffffff; --ink: #1d2126; --soft: #646c76; --line: #dcdfe3;
      --hover: #eef2f7; --chosen: #dfeafa; --sip: #1f6fb8; --message: #2a7d46; --failure: #c0322b;
      --note: #7a5c1e; --accent: #1f6fb8;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #15181c; --panel: #1c2026; --ink: #e4e7eb; --soft: #98a1ac; --line: #343a43;
        --hover: #22282f; --chosen: #22354d; --sip: #6fb3f2; --message: #76cd93; --failure: #ff8a80;
        --note: #d9bb78; --accent: #6fb3f2;
      }
    }
    * { box-sizing: border-box; }
    html, body { height: 100%; margin: 0; }
    body {
      display: flex; flex-direction: column; background: var(--page); color: var(--ink);
      font: 14px/1.45 system-ui, sans-serif;
    }
    header { padding: 14px 20px 10px; border-bottom: 1px solid var(--line); }
    h1 { display: none; }
    dl { display: flex; flex-wrap: wrap; gap: 4px 28px; margin: 0; max-height: 7.5em; overflow: auto; }
    dl div { display: flex; gap: 8px; }
    dt { color: var(--soft); }
    dd { margin: 0; font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-weight: 600;
      overflow-wrap: anywhere; }
    header p { margin: 6px 0 0; color: var(--soft); }
    .content { flex: 1; min-height: 0; display: flex; }
    main { flex: 1; min-width: 0; overflow: auto; outline: none; padding: 0 12px 24px 12px; }
    .names {
      position: sticky; top: 0; z-index: 1; display: flex; background: var(--page);
      border-bottom: 1px solid var(--line);
    }
    .names span { width: 190px; padding: 10px 6px 8px; text-align: center; overflow: hidden; }
    .names .corner { width: 118px; flex: none; text-align: left; padding-left: 8px; color: var(--soft);
      font-size: 12px; line-height: 20px; }
    .names b { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .names .endpoint b { font-weight: 400; }
    .names small { color: var(--soft); display: block; overflow: hidden; text-overflow: ellipsis;
      white-space: nowrap; }
    svg { display: block; font: 12px ui-monospace, "DejaVu Sans Mono", monospace; }
    svg a { outline: none; cursor: pointer; color: var(--note); }
    svg a.sip { color: var(--sip); }
    svg a.message { color: var(--message); }
    svg a.failure { color: var(--failure); }
    .lane { stroke: var(--line); stroke-width: 2; }
    .gap { fill: var(--line); opacity: .35; }
    .row { fill: transparent; }
    .time { fill: var(--soft); }
    .label { fill: currentColor; paint-order: stroke; stroke: var(--page); stroke-width: 4px;
      stroke-linejoin: round; }
    .note .label { fill: var(--ink); }
    .arrow { stroke: currentColor; stroke-width: 1.6; }
    .head, .dot { fill: currentColor; }
    svg a:hover .row { fill: var(--hover); }
    svg a:hover .label { stroke: var(--hover); }
    svg a:focus-visible .row { stroke: var(--accent); stroke-width: 2; fill: var(--hover); }
    aside {
      flex: none; width: min(460px, 42vw); overflow: auto; background: var(--panel);
      border-left: 1px solid var(--line); padding: 12px 16px 24px; scroll-padding-top: 12px;
    }
    section { display: none; outline: none; }
    section:target { display: block; }
    :root:has(svg a:focus-visible) section:target { display: none; }
    aside:has(:target) .hint, :root:has(svg a:focus-visible) .hint { display: none; }
    .hint { color: var(--soft); }
    nav { display: flex; gap: 16px; font-size: 13px; }
    nav a { color: var(--accent); }
    nav span { color: var(--line); }
    nav a:last-child { margin-left: auto; }
    h2 { font-size: 15px; margin: 10px 0 6px; overflow-wrap: anywhere; }
    table { border-collapse: collapse; width: 100%; margin-bottom: 18px; font-size: 12.5px; }
    th, td { text-align: left; vertical-align: top; padding: 4px 8px 4px 0;
      border-top: 1px solid var(--line); overflow-wrap: anywhere; }
    th { font-weight: 400; color: var(--soft); width: 40%; }
    td { font-family: ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; tab-size: 4; }
    @media (max-width: 760px) {
      .content { flex-direction: column; }
      aside { width: auto; max-height: 45vh; border-left: 0; border-top: 1px solid var(--line); }
      :root:not(:has(section:target)):not(:has(svg a:focus-visible)) aside { display: none; }
    }
    @media print {
      html, body { height: auto; }
      .content, main { display: block; overflow: visible; }
      aside { display: none; }
    }

    """
}
