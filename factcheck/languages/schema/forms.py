"""The words of form fields, and the words by which a language is recognized."""

from __future__ import annotations

from factcheck.runtime.records import record


@record(eq=False, init=False)
class Labels:
    """Field labels as they are written, without their colon.

    `date` is followed by the note's own date, `value` by one value on the same line, `opening` by a text that starts on the next line.
    """

    date: tuple[str, ...] = ()
    value: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()


@record(eq=False, init=False)
class Forms:
    """`name` is the language's own name; `words` are frequent small words that hardly any other language has. `marks` say in the name of a
    file, as the language's code does, in which language it is (note-fra.html)."""

    name: str
    labels: Labels = Labels()
    words: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
