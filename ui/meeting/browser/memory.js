/* The browser's own memory of a seat or a key: a cookie of this site, never part of the address. */
export default function ({ data }) {
  const safe = location.protocol === "https:" ? "; Secure" : "";
  for (const [name, value, seconds] of data.kept) {
    document.cookie = `${name}=${value}; Max-Age=${seconds}; Path=/; SameSite=Strict${safe}`;
  }
}
