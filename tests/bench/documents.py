"""What the benchmarks read: the corpus where it is, otherwise the examples; and a PDF of many pages made of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
EXAMPLES = ROOT / "examples" / "reports"


@dataclass(frozen=True)
class Documents:
    """The files of one run. `where`: corpus or examples. `quick`: a trial on few documents, no measurement."""

    where: str
    pdfs: list[Path]
    texts: list[Path]
    quick: bool
    scratch: Path

    @property
    def files(self) -> list[Path]:
        """All documents, of every format that the reader knows."""
        return [*self.pdfs, *self.texts]


def find_documents(quick: bool, scratch: Path) -> Documents:
    """The corpus, or the examples where it is absent or the run shall be quick. scratch: a folder for files made."""
    folder = EXAMPLES if quick or not CORPUS.is_dir() else CORPUS
    pdfs, texts = (sorted(p for p in folder.rglob(f"*.{ending}")) for ending in ("pdf", "txt"))
    return Documents("examples" if folder == EXAMPLES else "corpus", pdfs, texts, quick, scratch)


def join_pages(pdfs: list[Path], pages: int, target: Path) -> Path:
    """A PDF of `pages` pages: those of the documents one after the other, again from the first where they run out."""
    joined = pypdfium2.PdfDocument.new()
    while len(joined) < pages:
        for path in pdfs:
            with pypdfium2.PdfDocument(path) as source:
                joined.import_pages(source, list(range(min(len(source), pages - len(joined)))))
            if len(joined) >= pages:
                break
    joined.save(target)
    joined.close()
    return target
