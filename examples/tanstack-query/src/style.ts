/** How the page looks. */
export const style = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1c1b22, #eceaf4);
  --soft: light-dark(#605d70, #a5a2b5);
  --line: light-dark(#e2e0ea, #35323f);
  --back: light-dark(#f6f5fa, #14131a);
  --card: light-dark(#fff, #1d1b25);
  --accent: light-dark(#4f3cc9, #a598ff);
}
body { margin: 0; background: var(--back); color: var(--text); font: 16px / 1.5 system-ui, sans-serif; }
main {
  box-sizing: border-box; width: min(34rem, 100% - 2rem); margin: 8vh auto 2rem; padding: 2rem;
  border: 1px solid var(--line); border-radius: 12px; background: var(--card);
}
h1 { margin: 0 0 1rem; font-size: 1.5rem; }
h2 { flex-basis: 100%; margin: 0; font-size: 1rem; }
input, button { padding: 0.5rem 0.75rem; border: 1px solid var(--line); border-radius: 8px; font: inherit; }
input { box-sizing: border-box; flex: 1 1 10rem; min-width: 0; background: var(--back); color: inherit; }
input[type="search"] { width: 100%; }
button { background: var(--line); color: inherit; cursor: pointer; }
button[type="submit"] { border-color: var(--accent); background: var(--accent); color: var(--card); }
button:disabled { opacity: 0.5; cursor: default; }
ul { margin: 1rem 0; padding: 0; list-style: none; overflow-wrap: anywhere; }
ul[aria-busy="true"] { opacity: 0.5; }
li { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
form { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 2rem; }
p { flex-basis: 100%; margin: 1rem 0 0; color: var(--soft); }
[role="alert"] { color: light-dark(#a3152c, #ff9aa8); }
`;
