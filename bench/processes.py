"""The programs of a run: a database server of its own, and the servers that are measured."""
import contextlib
import http.client
import json
import os
import pwd
import re
import socket
import subprocess
import time

RELEASE = "target/release"
PASSWORD = "measured-not-guessed"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def cluster(folder):
    """PostgreSQL with the settings it comes with, fsync among them; answers its URL and its log."""
    data, log, port = folder / "data", folder / "postgres.log", free_port()
    data.mkdir()
    log.touch()
    prefix = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        names = {user.pw_name for user in pwd.getpwall()}
        user = "postgres" if "postgres" in names else "nobody"
        prefix = ["runuser", "-u", user, "--"]
        folder.chmod(0o711)
        for owned in (data, log):
            os.chown(owned, pwd.getpwnam(user).pw_uid, -1)
    run = lambda *command: subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")
    run("initdb", f"--pgdata={data}", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c max_connections=200"
    run("pg_ctl", "start", "--wait", "--silent", f"--pgdata={data}", f"--log={log}", f"--options={options}")
    try:
        yield f"postgres://postgres@127.0.0.1:{port}/postgres", log
    finally:
        run("pg_ctl", "stop", "--silent", "--mode=immediate", f"--pgdata={data}")


def settings(url):
    """The environment of a server for strangers."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return keep | {
        "PROJECTMEATS_ENV": "production", "DATABASE_URL": url, "SECRET_KEY": "measured-0123456789-0123456789-0123456789",
        "PROJECTMEATS__DATABASE__ALLOW_EMBEDDED": "true",
    }


def command(url, line, stdin=""):
    program = [f"{RELEASE}/projectmeats-server", *line.split()]
    return subprocess.run(program, env=settings(url), input=stdin, text=True, check=True, capture_output=True).stdout


def make_user(url):
    """Makes the person who asks, and answers their number."""
    made = command(url, "create-user --username bench --email bench@meats.example --password-stdin", PASSWORD + "\n")
    return int(re.search(r"has the number (\d+)", made)[1])


@contextlib.contextmanager
def serving(program, url, log):
    """A server on a free port, until it is no longer needed; answers the port and the process."""
    port = free_port()
    place = [f"127.0.0.1:{port}" if word == "PLACE" else word for word in program]
    with log.open("a") as lines:
        process = subprocess.Popen(place, env=settings(url), stdout=subprocess.DEVNULL, stderr=lines)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def server(url, log):
    return serving([f"{RELEASE}/projectmeats-server", "serve", "--bind", "PLACE"], url, log)


def bare(how, url, log):
    return serving([f"{RELEASE}/examples/bare", how, "PLACE"], url, log)


def ask(port, method, path, headers=None, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    body = None if body is None else json.dumps(body)
    connection.request(method, path, body, {"Content-Type": "application/json"} | (headers or {}))
    answer = connection.getresponse()
    text = answer.read().decode()
    assert answer.status < 300, f"{method} {path}: {answer.status} {text}"
    return json.loads(text)


def sign_in(port):
    return ask(port, "POST", "/api/v1/auth/login/", body={"username": "bench", "password": PASSWORD})["token"]
