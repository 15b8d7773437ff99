"""The draft of the minutes, sentence by sentence, and what people made of its sentences."""

from __future__ import annotations

from companion.catalogue import language
from companion.exporters.draft import DraftSentence, draft_sentences
from companion.exporters.edits import edit_sentence
from companion.session.handover import report_of
from companion.session.session import Session
from companion.session.templates import own_settings


def sentences(session: Session) -> tuple[DraftSentence, ...]:
    """The sentences of the minutes as they would be handed over now; the opening one first."""
    return draft_sentences(report_of(session), own_settings().settings)


def rewrite(session: Session, sentence: DraftSentence, words: str) -> bool:
    """Keep someone's words for a sentence; True when that changed anything. Raises SaveError.

    The words of the draft, or none, give the sentence back to it. The same words again say that they still
    hold, although their source has changed.
    """
    wanted = " ".join(words.split())
    if wanted in ("", sentence.text):
        return take_back(session, sentence)
    if wanted == sentence.edited and not sentence.is_stale:
        return False
    change = edit_sentence(sentence.id, wanted, sentence.source_hash, language())
    session.make("rewrite", _shown(wanted), change)
    return True


def take_back(session: Session, sentence: DraftSentence) -> bool:
    """Give an edited sentence back to the draft; False when it was not edited. Raises SaveError."""
    if not sentence.edited:
        return False
    session.make("take_back", _shown(sentence.edited), edit_sentence(sentence.id, "", "", language()))
    return True


def _shown(words: str) -> str:
    return words if len(words) <= 24 else words[:23] + "…"
