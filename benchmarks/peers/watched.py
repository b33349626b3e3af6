"""A bare watchdog callback: a line on the terminal for each note that another file was renamed to."""

from __future__ import annotations

import os
import sys
import threading

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer


class Told(FileSystemEventHandler):
    def on_moved(self, event: FileSystemEvent) -> None:
        sys.stdout.write(f"told of {os.fsdecode(event.dest_path)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    observer = Observer()
    observer.schedule(Told(), sys.argv[1], recursive=True)
    observer.start()
    sys.stdout.write("watching\n")
    sys.stdout.flush()
    threading.Event().wait()
