"""Comments of Writer documents, by paragraph and place in it, and their transfer from one document to another of the same text."""

from collections import Counter, namedtuple

AUTHOR = "factcheck"
_ANNOTATION = "com.sun.star.text.textfield.Annotation"

Comment = namedtuple("Comment", "paragraph start end words content")
"""The number of the paragraph, the half-open place of the words in it, the words, and what the comment says."""


def list_paragraphs(text):
    """Return the paragraphs of a text, those of its tables included, in order."""
    found, enumeration = [], text.createEnumeration()
    while enumeration.hasMoreElements():
        element = enumeration.nextElement()
        if element.supportsService("com.sun.star.text.TextTable"):
            for name in element.getCellNames():
                found += list_paragraphs(element.getCellByName(name))
        elif element.supportsService("com.sun.star.text.Paragraph"):
            found.append(element)
    return found


def list_portions(paragraph):
    """Return the portions of a paragraph, each with its kind and the place of its first character."""
    found, at, enumeration = [], 0, paragraph.createEnumeration()
    while enumeration.hasMoreElements():
        portion = enumeration.nextElement()
        kind = portion.TextPortionType
        found.append((portion, kind, at))
        at += 0 if kind in ("Annotation", "AnnotationEnd") else len(portion.getString())
    return found


def read_comments(model):
    """Return the comments by factcheck in a document, in order."""
    found = []
    for number, paragraph in enumerate(list_paragraphs(model.getText())):
        found += _read_paragraph(number, list_portions(paragraph))
    return found


def _read_paragraph(number, portions):
    text = "".join("" if kind in ("Annotation", "AnnotationEnd") else portion.getString() for portion, kind, _ in portions)
    ends = {portion.Bookmark.getName(): at for portion, kind, at in portions if kind == "AnnotationEnd"}
    for portion, kind, at in portions:
        if kind == "Annotation" and portion.TextField.Author == AUTHOR:
            end = max(ends.get(portion.TextField.Name, at), at)
            yield Comment(number, at, end, text[at:end], portion.TextField.Content)


def is_touched(field):
    """Return whether somebody resolved a comment or went on writing it."""
    lines = [line for line in field.Content.splitlines() if line.strip()]
    return bool(getattr(field, "Resolved", False)) or not lines or not lines[-1].startswith(AUTHOR)


def remove_comments(model):
    """Remove the comments by factcheck that nobody has touched, and return what the others say."""
    fields, enumeration = [], model.getTextFields().createEnumeration()
    while enumeration.hasMoreElements():
        field = enumeration.nextElement()
        if field.supportsService(_ANNOTATION) and field.Author == AUTHOR:
            fields.append(field)
    answered = {getattr(field, "ParentName", "") for field in _list_annotations(model)} - {""}
    kept = [field for field in fields if is_touched(field) or field.Name in answered]
    for field in fields:
        if field not in kept:
            field.dispose()
    return Counter(field.Content for field in kept)


def _list_annotations(model):
    enumeration = model.getTextFields().createEnumeration()
    while enumeration.hasMoreElements():
        field = enumeration.nextElement()
        if field.supportsService(_ANNOTATION):
            yield field


def add_comments(model, comments, kept):
    """Add comments, from the last to the first, but those that were kept; return how many."""
    paragraphs, added = list_paragraphs(model.getText()), 0
    for comment in reversed(comments):
        if kept[comment.content]:
            kept[comment.content] -= 1
            continue
        cursor = _find_words(paragraphs[comment.paragraph], comment)
        field = model.createInstance(_ANNOTATION)
        field.Author, field.Initials, field.Content = AUTHOR, "fc", comment.content
        cursor.getText().insertTextContent(cursor, field, cursor.getString() != "")
        added += 1
    return added


def _find_words(paragraph, comment):
    """Return a cursor over the words of a comment; over the paragraph's start where they are not found there."""
    portions = list_portions(paragraph)
    first, last = _find_point(paragraph, portions, comment.start), _find_point(paragraph, portions, comment.end)
    cursor = paragraph.getText().createTextCursorByRange(first)
    cursor.gotoRange(last, True)
    if cursor.getString() == comment.words:
        return cursor
    return paragraph.getText().createTextCursorByRange(paragraph.getStart())


def _find_point(paragraph, portions, place):
    """Return the point before a character of a paragraph."""
    for portion, kind, at in portions:
        if kind == "Text" and at <= place <= at + len(portion.getString()):
            cursor = paragraph.getText().createTextCursorByRange(portion.getStart())
            cursor.goRight(place - at, False)
            return cursor
    return paragraph.getStart()
