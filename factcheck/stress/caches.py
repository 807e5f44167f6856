"""Forget what is cached for registries that were made for a trial."""

from __future__ import annotations

from factcheck.detectors.acronyms import index_acronyms, list_registered_words
from factcheck.linking.fact_index import fact_index
from factcheck.names.altered import make_altered_names
from factcheck.names.dotted_names import make_dotted_names
from factcheck.names.fuzzy_matcher import make_fuzzy_matcher
from factcheck.names.gazetteer import list_forms, make_name_finder

_CACHES = (
    *(index_acronyms, list_registered_words, fact_index),
    *(make_altered_names, make_dotted_names, make_fuzzy_matcher, list_forms, make_name_finder),
)
# Facts and entities, in all, for which what is made of them may stay: some hundred megabytes.
_MOST = 50_000


class TrialMemory:
    """Counts the facts and entities of registries made for a trial, and forgets what is cached for them in time."""

    def __init__(self) -> None:
        self._entries = 0

    def add(self, entries: int) -> None:
        """Count a registry of so many facts and entities."""
        self._entries += entries
        if self._entries > _MOST:
            self._entries = 0
            for cache in _CACHES:
                cache.cache_clear()
