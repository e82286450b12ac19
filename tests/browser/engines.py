"""Drive Debian's Firefox and WebKit, each by the protocol it speaks, to run code in a page."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from websockets.sync.client import connect

PATIENCE = 60  # seconds


class FirefoxPage:
    """A page of Firefox, driven over WebDriver BiDi."""

    def __init__(self, connection):
        self.connection, self.sent = connection, 0
        self.call("session.new", capabilities={})
        self.context = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method, **params):
        self.sent += 1
        self.connection.send(json.dumps({"id": self.sent, "method": method, "params": params}))
        while True:
            answer = json.loads(self.connection.recv(timeout=PATIENCE))
            if answer.get("id") == self.sent:
                assert answer["type"] == "success", answer
                return answer["result"]

    def goto(self, address):
        self.call("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def evaluate(self, function, argument=None):
        """Return what a JavaScript function makes of an argument, as JSON carries it."""
        source = f"Promise.resolve(({function})({json.dumps(argument)})).then(JSON.stringify)"
        target = {"context": self.context}
        found = self.call("script.evaluate", expression=source, target=target, awaitPromise=True)
        assert found["type"] == "success", found.get("exceptionDetails", {}).get("text")
        return json.loads(found["result"].get("value", "null"))


class WebKitPage:
    """A page of WebKit, driven over WebDriver."""

    def __init__(self, driver, session):
        self.at = f"{driver}/session/{session}"

    def goto(self, address):
        post(f"{self.at}/url", {"url": address})

    def evaluate(self, function, argument=None):
        """Return what a JavaScript function makes of an argument, as JSON carries it."""
        source = (
            "const [argument, done] = arguments;"
            f"Promise.resolve(({function})(argument)).then((value) => done(JSON.stringify(value)),"
            "(error) => done(JSON.stringify({ failed: String(error) })));"
        )
        found = post(f"{self.at}/execute/async", {"script": source, "args": [argument]})
        value = json.loads(found or "null")
        assert not (isinstance(value, dict) and "failed" in value), value
        return value


def post(address, body):
    """Send a WebDriver command; return its value."""
    request = urllib.request.Request(
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return json.load(answer)["value"]


@contextmanager
def firefox():
    """Start Firefox without a window; yield its page."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "Firefox is not installed"
    with tempfile.TemporaryDirectory() as profile:
        command = [program, "--headless", "--remote-debugging-port=0", "--profile", profile]
        with (
            started(command, r"WebDriver BiDi listening on (ws://\S+)") as address,
            connect(f"{address}/session", max_size=None) as connection,
        ):
            yield FirefoxPage(connection)


@contextmanager
def webkit():
    """Start WebKit on a screen that nobody sees; yield its page."""
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))
    assert browsers, "WebKit is not installed"
    options = {"binary": str(browsers[0]), "args": ["--automation"]}
    wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
    port = free_port()
    with started(["xvfb-run", "--auto-servernum", "WebKitWebDriver", f"--port={port}"], None):
        driver = f"http://127.0.0.1:{port}"
        session = first_answer(lambda: post(f"{driver}/session", {"capabilities": wanted}))
        post(f"{driver}/session/{session['sessionId']}/timeouts", {"script": 1000 * PATIENCE})
        yield WebKitPage(driver, session["sessionId"])


ENGINES = {"firefox": firefox, "webkit": webkit}


def free_port():
    """Return a port of this machine that nothing listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def started(command, announces):
    """Run a program; yield what it announces on standard error, if it does; end it afterwards."""
    environment = os.environ | {"WEBKIT_DISABLE_COMPOSITING_MODE": "1", "MOZ_HEADLESS": "1"}
    process = subprocess.Popen(
        command,
        env=environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        yield announcement(process, announces) if announces else None
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        process.stderr.close()


def announcement(process, pattern):
    """Return the first match of a pattern in what a program says."""
    for line in process.stderr:
        if found := re.search(pattern, line):
            return found[1]
    raise AssertionError(f"{process.args[0]} ended before it could be driven")


def first_answer(ask):
    """Return an answer as soon as there is one."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return ask()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
