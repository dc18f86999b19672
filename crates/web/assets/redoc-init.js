// Fonts of the reader's own system: the page fetches nothing from elsewhere.
const sans = "system-ui, sans-serif";
const mono = "ui-monospace, monospace";

Redoc.init(
  "../",
  {
    expandResponses: "200,201",
    hideDownloadButton: false,
    nativeScrollbars: true,
    sortTagsAlphabetically: true,
    theme: { typography: { fontFamily: sans, headings: { fontFamily: sans }, code: { fontFamily: mono } } },
  },
  document.getElementById("redoc"),
);
