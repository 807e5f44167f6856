"""The words of the screen, and the box that shows them."""

import json
import os

import uno
from com.sun.star.awt.MessageBoxType import ERRORBOX, INFOBOX

_FOLDER = os.path.dirname(__file__)
LANGUAGES = ("en", "fr")


def find_language(context):
    """Return the language of the screen: that of LibreOffice, or English."""
    settings = open_settings(context, "/org.openoffice.Setup/L10N")
    code = (settings.getByName("ooLocale") or "")[:2]
    return code if code in LANGUAGES else LANGUAGES[0]


def open_settings(context, path):
    """Return a node of the configuration."""
    provider = context.ServiceManager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    value = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    value.Name, value.Value = "nodepath", path
    return provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", (value,))


def load_texts(language):
    """Return the texts of a language by key."""
    with open(os.path.join(_FOLDER, f"texts.{language}.json"), encoding="utf-8") as file:
        return json.load(file)


def show(context, is_done, text):
    """Show a text in a box; nothing where there is no window."""
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    frame = desktop.getCurrentFrame()
    window = frame.getContainerWindow() if frame else None
    if window is not None:
        box = window.getToolkit().createMessageBox(window, INFOBOX if is_done else ERRORBOX, 1, "factcheck", text)
        box.execute()
