/** Copying, also where the browser offers no clipboard to the page. */

/** True when the text is on the clipboard. */
export async function copyText(text: string, place: Node): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, place);
  }
}

/** The old way: select and copy. */
function copyBySelection(text: string, place: Node): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "hidden";
  place.appendChild(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
