// A page lives on a connection of its own (a websocket). Where a proxy does not let it through, Streamlit tries for ever
// and says nothing: this says what is missing, in the words of data-said, until the connection stands after all.
{
  const said = document.currentScript.dataset.said, PATIENCE = 12000, LOOK = 1000
  const began = performance.now()
  const state = () => document.querySelector("[data-testid=stApp]")?.getAttribute("data-test-connection-state")
  let note
  const look = setInterval(() => {
    if (state() === "CONNECTED") {
      note?.remove()
      clearInterval(look)
    } else if (!note && performance.now() - began > PATIENCE && document.visibilityState === "visible") {
      note = document.createElement("p")
      note.id = "unconnected"
      note.setAttribute("role", "alert")
      note.textContent = said
      note.style.cssText = "position:fixed;inset:auto 0 0;z-index:2000000;margin:0;padding:.8rem 1.2rem;" +
        "font:16px/1.45 system-ui,sans-serif;background:#8A3B00;color:#FFFFFF"
      document.body.append(note)
    }
  }, LOOK)
}
