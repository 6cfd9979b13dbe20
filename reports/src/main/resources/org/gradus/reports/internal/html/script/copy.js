// Buttons that copy the text beside them.

const said = (button, words) => {
  button.textContent = words;
  setTimeout(() => { button.textContent = 'Copy'; }, 4000);
};
/** Selects the text, and copies it in the old way; where even that is refused the reader copies what is selected. */
const selectAndCopy = (button, code) => {
  const range = document.createRange();
  range.selectNodeContents(code);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  let done = false;
  try { done = document.execCommand('copy'); } catch (e) { done = false; }
  said(button, done ? 'Copied' : 'Selected: press Ctrl+C');
};
document.querySelectorAll('.copy').forEach(button => {
  const code = button.previousElementSibling;
  button.hidden = false;
  button.addEventListener('click', () => {
    const text = navigator.clipboard && navigator.clipboard.writeText;
    if (!text) {
      selectAndCopy(button, code);
      return;
    }
    navigator.clipboard.writeText(code.textContent).then(() => said(button, 'Copied'), () => selectAndCopy(button, code));
  });
});
