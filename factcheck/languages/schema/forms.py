"""The words of form fields, and the words by which a language is recognized."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from factcheck.runtime.records import record


@record(eq=False, init=False)
class Labels:
    """Field labels as they are written, without their colon; one line a field.

    `date` precede the note's own date.
    `value` precede one value on the same line.
    `opening` precede a text that starts on the next line.
    """

    date: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()


@record(eq=False, init=False)
class Placeholders:
    """What stands where something is still to be filled in; one line a field.

    `asking` open what brackets ask for, when more words follow ([insert the date]).
    `pending` are the whole content of brackets ([to be confirmed]).
    `ending` end what brackets name, after other words ([Minister's name]).
    `counted` follow letters that stand for a number (NN people).
    `marks` are words that stand for a missing one, as they are written (TBD).
    """

    asking: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@record(eq=False, init=False)
class References:
    """The words of references to parts of a document; one line a field.

    `labels` are the words before the number of a part, by its kind.
    `signs` may stand between the two (no.).
    `other_texts` in the same sentence name another text to which the part may belong.
    `before` and `after` a reference give it to another text, unless one of `own` follows `after`.
    """

    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signs: tuple[str, ...] = ()
    other_texts: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


@record(eq=False, init=False)
class Forms:
    """A language in files and forms; one line a field.

    `name` is the language's own name.
    `labels` are the labels of fields.
    `placeholders` are what is still to be filled in.
    `references` are the words of references to parts of a document.
    `words` are frequent small words that hardly any other language has.
    `marks` in the name of a file show its language, as the language's code does (note-fra.html).
    """

    name: str
    labels: Labels = Labels()
    placeholders: Placeholders = Placeholders()
    references: References = References()
    words: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
