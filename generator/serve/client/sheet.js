// Style sheets that are no element of the page, so that nothing which changes the
// page takes them away.
export async function sheet(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  const made = new CSSStyleSheet();
  made.replaceSync(await answer.text());
  return made;
}
