// The words of the editor's interface. A function makes words for a number or a
// name.
const counted = (one, many) => n => n === 1 ? one : `${n} ${many}`;

export const words = {
  editor: "Editor",
  close: "Close",
  messages: "Messages",

  // The state of the preview
  ended: "The preview has ended. Changes show again when gloss serve runs.",
  back: "The preview answers again.",
  unreachable: "The preview does not answer; is gloss serve running? What you wrote is kept.",

  // Problems
  problems: "Problems",
  problemsCount: n => counted("1 problem", "problems")(n),
  errorsCount: n => counted("1 error", "errors")(n),
  warningsCount: n => counted("1 warning", "warnings")(n),
  noProblems: "Nothing is wrong any more.",
  error: "Error",
  warning: "Warning",
  openFile: at => `Open ${at} in the editor`,
  copyPlace: at => `Copy ${at}`,
  opened: at => `${at} opens in your editor.`,
  copied: at => `Copied: ${at}`,
  notCopied: at => `The browser does not let the page copy; the place is ${at}`,
  howToOpen: "A click copies the place. Set $GLOSS_EDITOR and it opens the file.",
};
