/* The language of the page as screen readers hear it: Streamlit writes "en" once and for all. */
export default function ({ data }) {
  document.documentElement.lang = data;
}
