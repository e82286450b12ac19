"""What a host is told of the site: how long to keep what, and what pages may do.

Written into the site in the forms that common hosts read: ``_headers`` for Netlify, Cloudflare
Pages and their like, ``nginx.conf`` and ``.htaccess`` to include. A host that reads none of them
does no harm: names that hold a hash are new when their content is, and each page says its own
policy. docs/contribute/hosting.md has the whole story.
"""

import re
from pathlib import Path

from sitekit.theme.policy import POLICY

#: What has the hash of its content in its name never changes; all else is asked for again.
LASTING = re.compile(r"\.[0-9a-f]{10}\.\w+$")
FOR_EVER, ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"

ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer-when-downgrade",
}


def headers(path: str) -> dict[str, str]:
    """Return what to send along with a file of the site."""
    return {**ALWAYS, "Cache-Control": FOR_EVER if LASTING.search(path) else ASK_AGAIN}


def write(site: Path) -> None:
    """Put the files that tell a host into a built site."""
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.*.*"))]
    lasting = [name for name in names if LASTING.search(name)]
    (site / "_headers").write_text(_for_netlify(lasting), "utf-8")
    (site / "nginx.conf").write_text(_for_nginx(), "utf-8")
    (site / ".htaccess").write_text(_for_apache(), "utf-8")


def _for_netlify(lasting: list[str]) -> str:
    """Name each lasting file: where two patterns fit, Cloudflare would join what both say."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in ALWAYS.items())]
    for name in lasting:
        lines += [f"/{name}", f"  Cache-Control: {FOR_EVER}"]
    return "\n".join(lines) + "\n"


def _for_nginx() -> str:
    always = "".join(f'add_header {name} "{value}" always;\n' for name, value in ALWAYS.items())
    return f"""\
# Include this in a server block: include /the/way/to/site/nginx.conf;
gzip on;
gzip_types text/css text/javascript application/javascript application/json image/svg+xml;
{always}location / {{
    add_header Cache-Control "{ASK_AGAIN}";
{_indented(always)}}}
location ~ "{LASTING.pattern}" {{
    add_header Cache-Control "{FOR_EVER}";
{_indented(always)}}}
location = /nginx.conf {{ return 404; }}
"""


def _indented(lines: str) -> str:
    """Say lines again within a block, which forgets those around it once it has one of its own."""
    return "".join(f"    {line}\n" for line in lines.splitlines())


def _for_apache() -> str:
    always = "".join(f'    Header always set {name} "{value}"\n' for name, value in ALWAYS.items())
    return f"""\
<IfModule mod_headers.c>
{always}    Header set Cache-Control "{ASK_AGAIN}"
    <FilesMatch "{LASTING.pattern}">
        Header set Cache-Control "{FOR_EVER}"
    </FilesMatch>
</IfModule>
<IfModule mod_deflate.c>
    AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json image/svg+xml
</IfModule>
"""
