"""Serves the emulator to the process that started this one, and ends with it.

Runs MiniStack's application in this very process, on a socket that it opens itself: on 127.0.0.1 alone, on a port that
the system picks, so that nobody can take the port in between. Access is enforced as an identity pool's users meet it in
AWS, with what access.py adds. Prints one line of JSON once requests are answered:
{"port": 40123, "listening": ["127.0.0.1:40123"]}, or {"error": "..."}.

Its standard input is a pipe from the parent. The pipe closes when the parent ends, in whatever way, kill -9 included:
then the emulator stops in order, which is when it saves its state.
"""

import argparse
import asyncio
import base64
import fcntl
import json
import os
import signal
import socket
import stat
import sys
import threading
import time

HOST = "127.0.0.1"
SECONDS_TO_ANSWER = 30
SECONDS_TO_STOP = 10
SECONDS_FOR_ANOTHER_TO_STOP = 3


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--state-folder", help="where state is kept from one run to the next; without it, none is")
    arguments.add_argument("--without-additions", action="store_true", help="MiniStack as it comes, without access.py")
    options = arguments.parse_args()
    state_folder = options.state_folder
    announce = take_standard_output()
    lock = None
    if state_folder:
        os.makedirs(state_folder, mode=0o700, exist_ok=True)
        lock = locked(state_folder + ".lock")
        if lock is None:
            announce({"error": "another run keeps its state in the same folder: wait for it to end, or stop it"})
            sys.exit(1)
    listener = socket.create_server((HOST, 0))
    configure(listener.getsockname()[1], state_folder)
    if not options.without_additions:
        # No compiled copy of it among the sources.
        sys.dont_write_bytecode = True
        import access

        access.install()
        sys.dont_write_bytecode = False
    if state_folder:
        keep_no_secrets()
    asyncio.run(serve(listener, announce))
    # The emulator's worker threads must not keep the process: what there was to save is saved.
    os._exit(0)


def take_standard_output():
    """Keeps standard output for the announcement: whatever else is printed goes to standard error."""
    sys.stdout.flush()
    announcements = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    def announce(message):
        announcements.write(json.dumps(message) + "\n")
        announcements.close()

    return announce


def locked(path):
    """A lock that the system takes back when this process ends. An earlier run may still be saving its state."""
    lock = open(path, "w")
    deadline = time.monotonic() + SECONDS_FOR_ANOTHER_TO_STOP
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            if time.monotonic() > deadline:
                return None
            time.sleep(0.05)


def configure(port, state_folder):
    """MiniStack reads its settings from the environment, when it is imported."""
    os.environ.update(
        GATEWAY_PORT=str(port), BIND_HOST=HOST, IOT_MTLS_ENABLED="0", SFTP_ENABLED="0", LOG_LEVEL="WARNING"
    )
    # Signatures are checked, and policies decide. The key "test" is the account's own: Terraform works with it.
    os.environ["AUTH"] = "true"
    # At its start MiniStack removes containers of earlier runs. Ours has none, and other people's must stay.
    os.environ["DOCKER_HOST"] = "unix:///nonexistent"
    if state_folder:
        os.environ.update(PERSIST_STATE="1", STATE_DIR=state_folder)


def keep_no_secrets():
    """Of the users, what is kept from one run to the next holds neither password nor token: they sign in anew. An identity
    knows its user again by the token's `sub`."""
    from ministack.services import cognito

    get_state = cognito.get_state

    def without_secrets():
        state = get_state()
        for user_pool in state["user_pools"].all_values():
            for user in user_pool["_users"].values():
                user.pop("_password", None)
        for identity_pool in state["identity_pools"].all_values():
            for identity in identity_pool["_identities"].values():
                logins = identity.get("Logins") or {}
                identity["Logins"] = {provider: subject_of(cognito, token) for provider, token in logins.items()}
        return {**state, "authorization_codes": {}, "refresh_tokens": {}, "auth_codes": {}, "challenge_sessions": {}}

    cognito.get_state = without_secrets


def subject_of(cognito, token):
    claims = {"sub": cognito._token_claims(token).get("sub")}
    return f".{base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip('=')}."


async def serve(listener, announce):
    from hypercorn.asyncio import serve as serve_application
    from hypercorn.config import Config
    from ministack.app import app

    config = Config()
    config.bind = [f"fd://{listener.fileno()}"]
    config.loglevel = "WARNING"
    # How long open connections may delay the stop: clients keep theirs open for the next request.
    config.graceful_timeout = 1

    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, stop, loop, stopping)
    threading.Thread(target=stop_with_parent, args=(loop, stopping), daemon=True).start()

    port = listener.getsockname()[1]
    serving = asyncio.ensure_future(serve_application(app, config, shutdown_trigger=stopping.wait))
    answering = asyncio.ensure_future(asyncio.wait_for(answer_of(port), SECONDS_TO_ANSWER))
    await asyncio.wait([serving, answering], return_when=asyncio.FIRST_COMPLETED)
    if not serving.done() and not stopping.is_set():
        answering.result()
        announce({"port": port, "listening": listening_addresses()})
    await serving


def stop_with_parent(loop, stopping):
    while os.read(0, 1024):
        pass
    stop(loop, stopping)


def stop(loop, stopping):
    loop.call_soon_threadsafe(stopping.set)
    # Whatever keeps the emulator from stopping, it must not outlive its parent for long.
    last_resort = threading.Timer(SECONDS_TO_STOP, os._exit, [1])
    last_resort.daemon = True
    last_resort.start()


async def answer_of(port):
    """Connections wait in the socket's queue from the moment it is open: the answer comes when the emulator is ready."""
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(b"GET /_ministack/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    if not answer.startswith(b"HTTP/1.1 200 "):
        raise RuntimeError(f"the emulator answers {answer[:200]!r}")


def listening_addresses():
    """Every address that this process listens on, asked from the system and not from the settings."""
    addresses = []
    for descriptor in map(int, os.listdir("/dev/fd")):
        try:
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                continue
            with socket.socket(fileno=os.dup(descriptor)) as opened:
                if opened.family in (socket.AF_INET, socket.AF_INET6) and opened.getsockopt(
                    socket.SOL_SOCKET, socket.SO_ACCEPTCONN
                ):
                    host, port = opened.getsockname()[:2]
                    addresses.append(f"{host}:{port}")
        except OSError:
            pass  # closed since it was listed
    return sorted(set(addresses))


if __name__ == "__main__":
    main()
