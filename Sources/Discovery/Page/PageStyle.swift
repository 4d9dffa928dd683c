/// How the page looks, in light and in dark.
enum PageStyle {
  /// The style sheet.
  static let text = """
    :root {
      color-scheme: light dark;
      --page: #fbfbfa; --panel: #ffffff; --ink: #1d2126; --soft: #646c76; --line: #dcdfe3;
      --hover: #eef2f7; --sip: #1f6fb8; --http: #2a7d46; --tls: #7a4fb5; --media: #8a929c;
      --genesys: #b3541e; --other: #7a5c1e; --fault: #c0322b;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #15181c; --panel: #1c2026; --ink: #e4e7eb; --soft: #98a1ac; --line: #343a43;
        --hover: #22282f; --sip: #6fb3f2; --http: #76cd93; --tls: #bb9af0; --media: #7b8490;
        --genesys: #f0a06a; --other: #d9bb78; --fault: #ff8a80;
      }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--page); color: var(--ink); font: 14px/1.45 system-ui, sans-serif; }
    header {
      position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 8px 24px;
      align-items: center; justify-content: space-between; padding: 12px 20px;
      background: var(--page); border-bottom: 1px solid var(--line);
    }
    h1 { font-size: 17px; margin: 0; overflow-wrap: anywhere; }
    header p { margin: 2px 0 0; color: var(--soft); }
    label { color: var(--soft); }
    input {
      font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line);
      border-radius: 4px; padding: 5px 9px; width: min(300px, 80vw);
    }
    .note { color: var(--soft); margin: 6px 20px; }
    .picture { overflow: auto; max-height: 78vh; border-bottom: 1px solid var(--line); }
    svg { display: block; margin: 0 auto; max-width: 100%; height: auto; font: 11.5px ui-monospace, "DejaVu Sans Mono", monospace; }
    .box { fill: var(--panel); stroke: var(--line); stroke-width: 1.2; }
    .host { outline: none; }
    .host:hover .box, .host:focus-visible .box { stroke: var(--soft); }
    .name { font: 600 13px system-ui, sans-serif; fill: var(--ink); }
    .soft { fill: var(--soft); font-size: 10.5px; }
    .port { fill: currentColor; }
    .slot { fill: currentColor; opacity: .09; }
    .way { fill: none; stroke: currentColor; stroke-width: 1.5; opacity: .75; }
    .hit { fill: none; stroke: transparent; stroke-width: 12; }
    .head { fill: currentColor; }
    .line:hover .way { stroke-width: 3; opacity: 1; }
    .line.media .way { stroke-dasharray: 5 4; }
    .sip { color: var(--sip); } .http { color: var(--http); } .tls { color: var(--tls); }
    .media { color: var(--media); } .genesys { color: var(--genesys); } .other { color: var(--other); }
    .line.faulty, .legend .faulty { color: var(--fault); }
    .spot { fill: var(--fault); stroke: var(--page); stroke-width: 1.5; }
    .dim { opacity: .14; }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 10px 20px; font-size: 13px; }
    .legend span::before {
      content: ""; display: inline-block; width: 20px; border-top: 2px solid currentColor;
      vertical-align: middle; margin-right: 7px;
    }
    .legend .media::before { border-top-style: dashed; }
    .legend .faulty::before { width: 9px; height: 9px; border: 0; border-radius: 50%; background: currentColor; }
    main { padding: 4px 20px 32px; }
    h2 { font-size: 15px; margin: 18px 0 6px; }
    small { color: var(--soft); font-weight: 400; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: 13px; }
    th, td {
      text-align: left; vertical-align: top; padding: 4px 14px 4px 0; border-top: 1px solid var(--line);
    }
    .words { overflow-wrap: anywhere; min-width: 150px; max-width: 420px; }
    td:first-child, td:nth-child(2), .time { white-space: nowrap; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .time { font-variant-numeric: tabular-nums; color: var(--soft); }
    .fault { color: var(--fault); font-weight: 600; }
    th { border-top: 0; }
    th button {
      all: unset; cursor: pointer; color: var(--soft); font-weight: 400; white-space: nowrap;
    }
    th button:hover, th button:focus-visible { color: var(--ink); text-decoration: underline; }
    th[aria-sort] button { color: var(--ink); }
    th[aria-sort=ascending] button::after { content: " \\2191"; }
    th[aria-sort=descending] button::after { content: " \\2193"; }
    tbody tr:hover { background: var(--hover); }
    tr[hidden] { display: none; }
    @media (max-width: 700px) {
      header { position: static; }
      header, main { padding-left: 12px; padding-right: 12px; }
    }
    @media print { .picture { max-height: none; } input, label { display: none; } }

    """
}
