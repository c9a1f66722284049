"""Installs the emulator into a virtual environment: install.py REQUIREMENTS ENVIRONMENT

The environment is built under another name and renamed when it is complete, so that whatever stands at ENVIRONMENT works,
also after an installation that was interrupted. Other environments beside it are of earlier requirements and are removed.

Its standard input is a pipe from the process that wants the emulator: when that one ends, so does the installation.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import venv


def main():
    requirements, environment = map(os.path.abspath, sys.argv[1:])
    threading.Thread(target=end_with_parent, daemon=True).start()
    folder = os.path.dirname(environment)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    with open(folder + ".lock", "w") as lock:
        # One at a time; the system takes the lock back when this process ends.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(environment):
            build(requirements, environment)


def build(requirements, environment):
    unfinished = environment + ".unfinished"
    folder = os.path.dirname(environment)
    for name in os.listdir(folder):
        shutil.rmtree(os.path.join(folder, name))
    # What pip unpacks goes with an installation that was interrupted.
    temporary = os.path.join(unfinished, "tmp")
    os.makedirs(temporary)
    os.environ["TMPDIR"] = temporary
    venv.create(unfinished, symlinks=True, with_pip=True)
    # Wheels only: nothing of the packages runs while they are installed.
    pip = [os.path.join(unfinished, "bin", "python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([*pip, "--require-hashes", "--only-binary=:all:", "--requirement", requirements], check=True)
    shutil.rmtree(temporary)
    os.rename(unfinished, environment)


def end_with_parent():
    """The parent made this process the leader of a group: pip and all that it started end too."""
    while os.read(0, 1024):
        pass
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
