"""The back end: answers with its version whoever shows the token. Usage: backend.py DIRECTORY ADDRESS"""

import os
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

directory, address = sys.argv[1], sys.argv[2]


def kept(name):
    with open(os.path.join(directory, name), encoding="utf-8") as file:
        return file.read()


VERSION, TOKEN = kept("version"), kept("token")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        allowed = self.headers.get("X-Token") == TOKEN
        body = f"back end {VERSION}\n" if allowed else "not for you\n"
        self.send_response(200 if allowed else 403)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    # On its way out it answers whom it has begun to answer.
    daemon_threads = False
    request_queue_size = 128


server = Server((address, 0), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
with open(os.path.join(directory, "port.new"), "w", encoding="utf-8") as file:
    file.write(str(server.server_port))
os.rename(os.path.join(directory, "port.new"), os.path.join(directory, "port"))
server.serve_forever(poll_interval=0.05)
server.server_close()
