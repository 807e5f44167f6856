"""Find the command `factcheck`, and run it on the bytes of a document."""

import os
import shutil
import subprocess

SECONDS = 300
# What LibreOffice sets for its own Python, and another Python must not see.
_OWN_VARIABLES = ("PYTHONHOME", "PYTHONPATH", "LD_LIBRARY_PATH", "PYTHONDONTWRITEBYTECODE")
# Where pip puts commands that are not on the path of programs started from a desktop.
_FOLDERS = ("~/.local/bin", "~/bin", "/usr/local/bin", "/opt/homebrew/bin")


def find_command(setting):
    """Return the path of the command; None where it is not found. A setting that names no program is not replaced by another one."""
    if setting:
        return shutil.which(os.path.expanduser(setting))
    folders = os.pathsep.join(os.path.expanduser(folder) for folder in _FOLDERS)
    return shutil.which("factcheck") or shutil.which("factcheck", path=folders)


def make_arguments(command, language, note, output, facts):
    """Return the command that annotates a note on standard input as if it lay in the file `note`."""
    arguments = [command, "--ui", language, "annotate", "-", "--stdin-filename", note, "-o", output]
    return [*arguments, "--facts", facts] if facts else arguments


def run_command(arguments, data, folder):
    """Return the exit code and the messages of a command. Raises OSError and subprocess.TimeoutExpired."""
    variables = {name: value for name, value in os.environ.items() if name not in _OWN_VARIABLES}
    variables |= {"NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    done = subprocess.run(
        arguments, input=data, capture_output=True, cwd=folder, env=variables, timeout=SECONDS, creationflags=flags, check=False
    )
    return done.returncode, (done.stderr or done.stdout).decode("utf-8", "replace").strip()
