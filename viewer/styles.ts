/** Colours and measures that all parts share. Every meaning that a colour has, a sign or a word has too. */
import { type CSSResult, css } from "lit";

export const tokens: CSSResult = css`
  :host {
    color-scheme: light dark;
    --ground: light-dark(#ffffff, #15181c);
    --panel: light-dark(#f5f6f8, #1b1f24);
    --raised: light-dark(#ebeef2, #242a31);
    --line: light-dark(#d5dae1, #323941);
    --edge: light-dark(#7c8794, #7b8794);
    --ink: light-dark(#1c2127, #e3e7ec);
    --soft: light-dark(#55606d, #a2adb9);
    --accent: light-dark(#0a55a3, #79b8ff);
    --chosen: light-dark(#cfe3fa, #173f66);
    --chosen-soft: light-dark(#e5f0fc, #1a2d40);
    --bad: light-dark(#a5221b, #ff9d94);
    --bad-ground: light-dark(#fdeeed, #34201f);
    --warn: light-dark(#7a4d00, #f0c069);
    --warn-ground: light-dark(#fff5dc, #332a17);
    --good: light-dark(#1b6631, #84d198);
    --mono: ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
    --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
    --focus: 2px solid var(--accent);
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
      scroll-behavior: auto !important;
    }
  }
`;

/** A pane that scrolls and takes the focus as a whole. */
export const scroller: CSSResult = css`
  .scroller {
    overflow: auto;
    overscroll-behavior: contain;
    position: relative;
    outline: none;
    contain: strict;
  }
  .scroller:focus-visible {
    outline: var(--focus);
    outline-offset: -2px;
  }
`;
