"""The front end: serves pages that come from the back end named in its directory. Usage: frontend.py DIRECTORY ADDRESS PORT"""

import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

directory, address, port = sys.argv[1], sys.argv[2], int(sys.argv[3])


def kept(name):
    with open(os.path.join(directory, name), encoding="utf-8") as file:
        return file.read()


def page():
    """The back end's answer. It is looked up for each attempt: between two of them it may have been switched."""
    for attempt in range(40):
        request = urllib.request.Request(f"http://{kept('backend')}/", headers={"X-Token": kept("token")})
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return 200, answer.read()
        except urllib.error.HTTPError as error:
            return 502, f"the back end says {error.code}\n".encode()
        except OSError:
            time.sleep(0.025 * min(attempt + 1, 8))
    return 502, b"no back end answers\n"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        status, body = page()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"front end, with a page from " + body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128


server = Server((address, port), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
with open(os.path.join(directory, "port.new"), "w", encoding="utf-8") as file:
    file.write(str(server.server_port))
os.rename(os.path.join(directory, "port.new"), os.path.join(directory, "port"))
server.serve_forever(poll_interval=0.05)
server.server_close()
