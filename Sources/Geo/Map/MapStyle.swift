/// How the map's page looks, in light and in dark.
enum MapStyle {
  /// The style sheet.
  static let text = """
    :root {
      color-scheme: light dark;
      --page: #fbfbfa; --ink: #1d2126; --soft: #646c76; --line: #dcdfe3;
      --land: #e6e8e4; --coast: #a9b0a8; --spot: #1f6fb8;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #15181c; --ink: #e4e7eb; --soft: #98a1ac; --line: #343a43;
        --land: #262b31; --coast: #4d5560; --spot: #6fb3f2;
      }
    }
    body { margin: 0; background: var(--page); color: var(--ink); font: 14px/1.45 system-ui, sans-serif; }
    header { padding: 14px 20px 10px; border-bottom: 1px solid var(--line); }
    h1 { font-size: 17px; margin: 0; overflow-wrap: anywhere; }
    header p { margin: 2px 0 0; color: var(--soft); }
    .content { display: flex; flex-wrap: wrap; gap: 12px 32px; padding: 12px 20px 24px; }
    svg { flex: 1 1 420px; max-width: 760px; max-height: calc(100vh - 110px); min-height: 480px; }
    main { flex: 1 1 260px; max-width: 420px; max-height: calc(100vh - 110px); overflow: auto; }
    .land { fill: var(--land); stroke: var(--coast); stroke-width: .8; stroke-linejoin: round; }
    circle { fill: var(--spot); fill-opacity: .45; stroke: var(--spot); stroke-width: .8; }
    circle:hover { fill-opacity: .85; }
    table { border-collapse: collapse; width: 100%; margin-bottom: 18px; }
    caption { text-align: left; font-weight: 600; padding: 4px 0; }
    td { border-top: 1px solid var(--line); padding: 3px 8px 3px 0; overflow-wrap: anywhere; }
    td + td { text-align: right; font-variant-numeric: tabular-nums; padding-right: 4px; }

    """
}
