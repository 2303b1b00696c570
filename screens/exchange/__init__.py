"""The journal in and out: export, import, the page for a physio."""
