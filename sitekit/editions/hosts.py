"""Headers for hosts: how long to cache each file, and the content security policy.

Written into the site in the forms that common hosts read: ``_headers`` for Netlify, Cloudflare
Pages and the like, ``nginx.conf`` and ``.htaccess`` to include. A host that reads none of them does
no harm: a name with a hash changes with its content, and each page has the policy in its head.
See docs/contribute/hosting.md.
"""

import re
from pathlib import Path

from sitekit.theme.policy import POLICY

#: A file with the hash of its content in its name never changes; all else is asked for again.
LASTING = re.compile(r"\.[0-9a-f]{10}\.\w+$")
CACHE_FOREVER, REVALIDATE = "public, max-age=31536000, immutable", "no-cache"

ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer-when-downgrade",
}


def headers(path: str) -> dict[str, str]:
    """Return the headers of a file of the site."""
    return {**ALWAYS, "Cache-Control": CACHE_FOREVER if LASTING.search(path) else REVALIDATE}


def write(site: Path) -> None:
    """Write the files that configure hosts into a built site."""
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.*.*"))]
    lasting = [name for name in names if LASTING.search(name)]
    (site / "_headers").write_text(_configure_netlify(lasting), "utf-8")
    (site / "nginx.conf").write_text(_configure_nginx(), "utf-8")
    (site / ".htaccess").write_text(_configure_apache(), "utf-8")


def _configure_netlify(lasting: list[str]) -> str:
    """Name each lasting file: where two patterns match, Cloudflare would join their headers."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in ALWAYS.items())]
    for name in lasting:
        lines += [f"/{name}", f"  Cache-Control: {CACHE_FOREVER}"]
    return "\n".join(lines) + "\n"


def _configure_nginx() -> str:
    always = "".join(f'add_header {name} "{value}" always;\n' for name, value in ALWAYS.items())
    return f"""\
# Include this in a server block: include /the/way/to/site/nginx.conf;
gzip on;
gzip_types text/css text/javascript application/javascript application/json image/svg+xml;
{always}location / {{
    add_header Cache-Control "{REVALIDATE}";
{_indent(always)}}}
location ~ "{LASTING.pattern}" {{
    add_header Cache-Control "{CACHE_FOREVER}";
{_indent(always)}}}
location = /nginx.conf {{ return 404; }}
"""


def _indent(lines: str) -> str:
    """Indent lines for a block, which drops the headers around it once it has its own."""
    return "".join(f"    {line}\n" for line in lines.splitlines())


def _configure_apache() -> str:
    always = "".join(f'    Header always set {name} "{value}"\n' for name, value in ALWAYS.items())
    return f"""\
<IfModule mod_headers.c>
{always}    Header set Cache-Control "{REVALIDATE}"
    <FilesMatch "{LASTING.pattern}">
        Header set Cache-Control "{CACHE_FOREVER}"
    </FilesMatch>
</IfModule>
<IfModule mod_deflate.c>
    AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json image/svg+xml
</IfModule>
"""
