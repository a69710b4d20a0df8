"""Pages of every verb about the corpus, and the database they are asked of: what the tests of both languages look at."""
import contextlib
import os
import subprocess
import tempfile

# Answers of a database.
ANSWERS = """
who any 10/2022/QH15 --transitive
who any 10/2022/QH15 --as-of 2026-03-01
who any 10/2022/QH15 --transitive --count
who implements 33/CT-TTg --as-of 2026-03-01
show 33/CT-TTg
show 24/KH-VPUB
show 10/2022/QH15
basis
outdated --severity note
outdated --severity note --each
outdated --unjudged
suspect --all
review --list
timeline 10/2022/QH15
timeline 33/CT-TTg
impact 33/CT-TTg
matrix
matrix --list
matrix --transpose
matrix --by task
gaps
tasks
path 24/KH-VPUB 33/CT-TTg
rank
find 33/CT-TTg
search dân chủ
documents
mentions
edges
unresolved
catalogue list --limit 200
catalogue show 10/2022/QH15
catalogue check --source built-in
""".strip().split("\n")
# What is read from a text alone.
TEXTS = """
extract corpus/plans/001-can-tho-kh-vpub-2026.txt
extract --explain corpus/plans/003-can-tho-24-kh-vpub-2025-scan.txt
explain corpus/plans/003-can-tho-24-kh-vpub-2025-scan.txt:350
explain corpus/plans/000-can-tho-70-kh-ubnd-2025.txt:173
""".strip().split("\n")


@contextlib.contextmanager
def database(viendan, root):
    """In a folder of its own, with the corpus beside it and its plans ingested, one of them reviewed."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.symlink(root + "/corpus", "corpus")
        subprocess.run([viendan, "ingest", "--search", "corpus/plans"], check=True, stderr=subprocess.DEVNULL)
        subprocess.run([viendan, "review", "24/KH-VPUB", "--by", "A", "--date", "1/6/2025"], check=True,
                       stdout=subprocess.DEVNULL)
        yield
