#!/usr/bin/env python3
"""Many slow readers: each sends its request one byte every three seconds, and comes again when it is hung up on.

    slow.py PORT READERS

Says when all are there for the first time, and goes on until it is ended.
"""

import asyncio
import resource
import sys

REQUEST = b"GET /feeds/all.ics HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"x" * 1000


async def slow(port: int, first: asyncio.Semaphore) -> None:
    is_first = True
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            for byte in REQUEST:
                writer.write(bytes([byte]))
                await writer.drain()
                if is_first:
                    is_first = False
                    first.release()
                await asyncio.sleep(3)
        except OSError:
            await asyncio.sleep(0.5)


async def main(port: int, readers: int) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    first = asyncio.Semaphore(0)
    tasks = [asyncio.create_task(slow(port, first)) for _ in range(readers)]
    for _ in tasks:
        await first.acquire()
    print(f"{readers} slow readers are there", flush=True)
    await asyncio.gather(*tasks)


asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
