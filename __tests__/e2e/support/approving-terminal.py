"""Runs a command in a terminal, at which somebody approves whatever is asked, and answers with its output and its exit code."""

import fcntl
import os
import pty
import struct
import sys
import termios
import time

QUESTION = b"Approve"


def takes_keys(terminal):
    """Whether the CLI reads single keys by now: before, the terminal makes another key of Enter."""
    for _ in range(500):
        if not termios.tcgetattr(terminal)[0] & termios.ICRNL:
            return True
        time.sleep(0.01)
    return False


def main():
    child, terminal = pty.fork()
    if child == 0:
        # Large: the CLI draws over what does not fit.
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 500, 200, 0, 0))
        os.execvp(sys.argv[1], sys.argv[1:])
    asked = b""
    while True:
        try:
            output = os.read(terminal, 65536)
        except OSError:  # The terminal is closed once the last process has left it.
            break
        if not output:
            break
        sys.stdout.buffer.write(output)
        sys.stdout.buffer.flush()
        asked += output
        # The CLI offers a list whose first entry approves.
        if QUESTION in asked and takes_keys(terminal):
            os.write(terminal, b"\r")
            asked = b""
    _, status = os.waitpid(child, 0)
    sys.exit(os.waitstatus_to_exitcode(status))


main()
