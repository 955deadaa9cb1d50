"""An office on a folder, served by the real program until it is closed."""

import os
import pathlib
import queue
import re
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("KAOCHENG", str(ROOT / "target" / "debug" / "kaocheng"))


class Office:
    """`kaocheng serve FOLDER ...`; `told` is what it printed until it answered."""

    def __init__(self, folder, *options):
        command = [PROGRAM, "serve", str(folder), "--listen", self.listen(), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines, self.log, self.told = queue.Queue(), [], []
        threading.Thread(target=self.read, args=(self.process.stdout, self.lines.put), daemon=True).start()
        threading.Thread(target=self.read, args=(self.process.stderr, self.log.append), daemon=True).start()
        self.address = self.find_address()

    def listen(self):
        return "127.0.0.1:0"

    @staticmethod
    def read(stream, put):
        for line in stream:
            put(line)

    def find_address(self):
        until = time.monotonic() + 180
        while time.monotonic() < until:
            try:
                line = self.lines.get(timeout=1)
            except queue.Empty:
                if self.process.poll() is not None:
                    break
                continue
            self.told.append(line)
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                return found[0]
        self.close()
        raise RuntimeError("the office did not start: " + "".join(self.told + self.log[-5:]))

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()
        self.process.stderr.close()
