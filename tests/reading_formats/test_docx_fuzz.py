"""Damaged Word files, a few; `python -m tests.bench.docx_fuzz` runs a hundred thousand."""

from companion.reading.formats import read_draft
from tests.bench.docx_fuzz import faulty_reader, outcomes
from tests.bench.docx_mutations import mutations, seeds


def test_nothing_but_sentences_comes_out_of_damaged_files():
    """Every file is read or refused with a failure that has words."""
    counts, escaped, _slowest = outcomes(read_draft, mutations(1_200, seeds(with_corpus=False), 7))

    assert escaped == []
    assert counts["read"] > 100
    assert counts["BrokenDocumentError"] > 100


def test_the_fuzzer_finds_a_planted_fault():
    """A reader that trusts a number is caught."""
    _counts, escaped, _slowest = outcomes(faulty_reader, mutations(1_500, seeds(with_corpus=False)[:1], 7))

    assert escaped
