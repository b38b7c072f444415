#!/usr/bin/env python3
"""How fast and how steadily `aarshjul serve` sends files, beside nginx with the same files, in one run over loopback.

    measure.py PROGRAM OUT                throughput beside nginx, then with 10,000 slow readers
    measure.py PROGRAM OUT --minutes 10   and the memory it takes under load for so long

PROGRAM is an optimised `aarshjul`, OUT a folder that `aarshjul plan` wrote. Needs `wrk`, and `nginx` for the comparison. Both
servers may use all cores; which one is measured first changes with each round, and the median of the rounds is told. nginx has
its own configuration, port and folder, and sends gzip files that lie there ready.
"""

import argparse
import gzip
import os
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent

# What is asked: a name, the file, and whether the reader takes gzip or has the file already.
LARGE, SMALL = "the largest feed", "the smallest feed"
ASKED = [(f"{LARGE}, 200", LARGE, ""), (f"{LARGE}, gzip", LARGE, "gzip"), (f"{LARGE}, 304", LARGE, "304"),
         (f"{SMALL}, 200", SMALL, ""), (f"{SMALL}, gzip", SMALL, "gzip"), (f"{SMALL}, 304", SMALL, "304")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--slow", type=int, default=10_000, metavar="READERS")
    parser.add_argument("--minutes", type=float, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        measure(arguments, Path(scratch))


def measure(arguments: argparse.Namespace, scratch: Path) -> None:
    folder = scratch / "out"
    shutil.copytree(arguments.folder, folder)
    feeds = sorted((folder / "feeds").glob("*.ics"), key=lambda feed: feed.stat().st_size)
    files = {SMALL: feeds[0], LARGE: feeds[-1]}
    for feed in files.values():
        feed.with_name(feed.name + ".gz").write_bytes(gzip.compress(feed.read_bytes(), 9))
        print(f"{feed.name}: {feed.stat().st_size} bytes, {feed.with_name(feed.name + '.gz').stat().st_size} in gzip")
    with Serving(arguments.program.resolve(), folder) as ours:
        throughput(arguments, files, ours, scratch)
        slow_readers(arguments, files[LARGE], ours)
        if arguments.minutes:
            memory(arguments, files, ours)


class Serving:
    """`aarshjul serve` on a free port."""

    def __init__(self, program: Path, folder: Path) -> None:
        command = [program, "serve", "-o", folder, "--address", "127.0.0.1:0", "--quiet"]
        # Inherited limits are those of a service: few files at first, more if it asks.
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.base = self.process.stdout.readline().split()[-1].rstrip("/")

    def __enter__(self) -> "Serving":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        print(f"ended with {self.process.wait(30)}")

    def resident(self) -> int:
        """The memory that it takes now, in KiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])


class Nginx:
    """nginx over the same folder, with its own configuration."""

    CONFIGURATION = """
daemon off; worker_processes auto; worker_rlimit_nofile 15000; pid {scratch}/nginx.pid; error_log {scratch}/error.log crit;
events {{ worker_connections 7000; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; types {{ text/calendar ics; }}
  open_file_cache max=1000 inactive=60s; gzip_static on; gzip_vary on;
  client_body_temp_path {scratch}/b; proxy_temp_path {scratch}/p; fastcgi_temp_path {scratch}/f; uwsgi_temp_path {scratch}/u;
  scgi_temp_path {scratch}/s;
  server {{ listen 127.0.0.1:{port} backlog=4096; root {folder}; charset utf-8; charset_types text/calendar;
            add_header Cache-Control "public, max-age=3600"; add_header X-Content-Type-Options nosniff; }}
}}
"""

    def __init__(self, folder: Path, scratch: Path, port: int = 18_127) -> None:
        folder.chmod(0o755)
        scratch.chmod(0o755)
        configuration = scratch / "nginx.conf"
        configuration.write_text(self.CONFIGURATION.format(folder=folder, scratch=scratch, port=port))
        self.base = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(["nginx", "-p", scratch, "-c", configuration])
        time.sleep(1)

    def __enter__(self) -> "Nginx":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(30)


def wrk(url: str, what: str, seconds: int, connections: int) -> float:
    """Answers a second; every answer must be what was asked for."""
    headers = []
    if what == "gzip":
        headers = ["-H", "Accept-Encoding: gzip"]
    if what == "304":
        with urllib.request.urlopen(url) as reply:
            headers = ["-H", f"If-None-Match: {reply.headers['ETag']}"]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", *headers, url]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in told:
        sys.exit(f"{url}: {told}")
    # A refused connection or a torn answer makes the figure worthless; answers that wait for others do not.
    broken = re.search(r"connect (\d+), read (\d+), write (\d+)", told)
    if broken and any(int(count) for count in broken.groups()):
        print(f"broken: {broken[0]}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def throughput(arguments: argparse.Namespace, files: dict[str, Path], ours: Serving, scratch: Path) -> None:
    with Nginx(scratch / "out", scratch) as nginx:
        print("\n| what | aarshjul, answers/s | nginx | of nginx |\n|---|---:|---:|---:|")
        for name, file, what in ASKED:
            found: dict[str, list[float]] = {ours.base: [], nginx.base: []}
            for round_ in range(arguments.rounds):
                order = [ours.base, nginx.base] if round_ % 2 == 0 else [nginx.base, ours.base]
                for base in order:
                    url = f"{base}/feeds/{urllib.request.quote(files[file].name)}"
                    found[base].append(wrk(url, what, arguments.seconds, arguments.connections))
            own, theirs = (statistics.median(found[base]) for base in (ours.base, nginx.base))
            print(f"| {name} | {own:,.0f} | {theirs:,.0f} | {own / theirs:.2f} |", flush=True)


def slow_readers(arguments: argparse.Namespace, feed: Path, ours: Serving) -> None:
    """Throughput while many readers send a byte of their request every few seconds."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    url = f"{ours.base}/feeds/{urllib.request.quote(feed.name)}"
    before = wrk(url, "304", arguments.seconds, arguments.connections)
    port = ours.base.rsplit(":", 1)[1]
    slow = subprocess.Popen([sys.executable, HERE / "slow.py", port, str(arguments.slow)], stdout=subprocess.PIPE, text=True)
    assert slow.stdout
    print(f"\n{slow.stdout.readline().strip()}")
    open_now = len(os.listdir(f"/proc/{ours.process.pid}/fd"))
    began = time.monotonic()
    with urllib.request.urlopen(f"{ours.base}/healthz") as reply:
        assert reply.read() == b"ok\n"
    waited = time.monotonic() - began
    during = wrk(url, "304", arguments.seconds, arguments.connections)
    print(f"{open_now} files open; one answer after {waited * 1000:.0f} ms; {before:,.0f} answers/s before, {during:,.0f} during; "
          f"{ours.resident()} KiB")
    slow.terminate()
    slow.wait(30)


def memory(arguments: argparse.Namespace, files: dict[str, Path], ours: Serving) -> None:
    """The memory under load of all kinds, told twenty times."""
    print("\n| minute | answers so far | KiB |\n|---:|---:|---:|")
    began, answers, shown = time.monotonic(), 0.0, 0
    while (passed := (time.monotonic() - began) / 60) < arguments.minutes:
        for _, file, what in ASKED:
            day = f"2027-{1 + int(answers) % 12:02}-{1 + int(answers / 12) % 28:02}"
            for query in ("", f"?from={day}", f"?kind=meeting&until={day}"):
                url = f"{ours.base}/feeds/{urllib.request.quote(files[file].name)}{query}"
                answers += wrk(url, what, 1, arguments.connections)
        if passed >= shown * arguments.minutes / 20:
            print(f"| {passed:.1f} | {answers:,.0f} | {ours.resident()} |", flush=True)
            shown += 1


if __name__ == "__main__":
    main()
