export function Footer() {
  return (
    <footer class="footer">
      <p>Genkan: the entrance hall of a house.</p>
      <a href="/docs">API documentation</a>
    </footer>
  );
}
