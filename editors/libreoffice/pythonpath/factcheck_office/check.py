"""Check the open document: a copy of its present state is annotated by factcheck, and its comments are put into the document."""

import os
import subprocess
import tempfile

import uno

from factcheck_office.command import SECONDS, find_command, make_arguments, run_command
from factcheck_office.comments import add_comments, read_comments, remove_comments
from factcheck_office.screen import find_language, load_texts, open_settings


def check_document(context):
    """Return whether the current document was checked, and the text that says so or why not."""
    texts, desktop = load_texts(find_language(context)), _create(context, "com.sun.star.frame.Desktop")
    model, settings = desktop.getCurrentComponent(), open_settings(context, "/org.factcheck.Settings")
    if model is None or not hasattr(model, "supportsService") or not model.supportsService("com.sun.star.text.TextDocument"):
        return False, texts["no-document"]
    if model.isReadonly():
        return False, texts["read-only"]
    command = find_command(settings.getByName("Command"))
    if command is None:
        return False, texts["no-command"]
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        copy, output = os.path.join(folder, "note.odt"), os.path.join(folder, "annotated.odt")
        model.storeToURL(uno.systemPathToFileUrl(copy), (_make_value("FilterName", "writer8"),))
        note, place = _find_place(model)
        arguments = make_arguments(command, find_language(context), note, output, settings.getByName("Facts"))
        with open(copy, "rb") as file:
            data = file.read()
        try:
            code, said = run_command(arguments, data, place or folder)
        except (OSError, subprocess.TimeoutExpired) as error:
            is_slow = isinstance(error, subprocess.TimeoutExpired)
            return False, texts["slow"].format(seconds=SECONDS) if is_slow else texts["failed"].format(reason=error)
        if code or not os.path.exists(output):
            return False, texts["failed"].format(reason=said)
        comments = _read_annotated(desktop, output)
    return True, _put_comments(model, comments, texts)


def _find_place(model):
    """Return the path of a document, with the suffix of its copy, and its folder; a name alone for one that was never saved."""
    url = model.getURL()
    path = uno.fileUrlToSystemPath(url) if url.startswith("file:") else ""
    folder = os.path.dirname(path)
    return (f"{os.path.splitext(path)[0]}.odt", folder) if folder and os.path.isdir(folder) else ("note.odt", "")


def _read_annotated(desktop, path):
    """Return the comments of an annotated file."""
    model = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, (_make_value("Hidden", True),))
    try:
        return read_comments(model)
    finally:
        model.close(True)


def _put_comments(model, comments, texts):
    """Put comments into a document as one step that can be undone, and return the result of the check."""
    undo = model.getUndoManager()
    undo.enterUndoContext(texts["undo"])
    model.lockControllers()
    try:
        kept = remove_comments(model)
        count = add_comments(model, comments, kept)
    finally:
        model.unlockControllers()
        undo.leaveUndoContext()
    result = comments[0].content.splitlines()[0] if comments else ""
    return texts["done"].format(result=result, count=count).strip()


def _create(context, name):
    return context.ServiceManager.createInstanceWithContext(name, context)


def _make_value(name, value):
    found = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    found.Name, found.Value = name, value
    return found
