/* Copies a text on one press and says so; by hand where the page may not reach the clipboard. */
const byHand = (text) => {
  const field = document.createElement("textarea");
  field.value = text;
  field.style.cssText = "position:fixed;opacity:0";
  const open = document.activeElement?.closest?.('[data-testid="stPopoverBody"]') ?? document.body;
  open.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
};

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button"), told = parentElement.querySelector("[role=status]");
  let timer;
  button.textContent = data.label;
  button.onclick = async () => {
    let copied = true;
    try {
      await navigator.clipboard.writeText(data.text);
    } catch {
      copied = byHand(data.text);
    }
    button.focus();
    told.textContent = copied ? data.done : data.failed;
    button.classList.toggle("done", copied);
    clearTimeout(timer);
    timer = setTimeout(() => {
      told.textContent = "";
      button.classList.remove("done");
    }, 4000);
  };
  return () => clearTimeout(timer);
}
