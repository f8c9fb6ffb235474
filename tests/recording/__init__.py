"""What every command says and writes, before and after a change that is to change nothing.

``python -m tests.recording FILE`` runs each command over the workbooks of motxl, the odd shapes and
the corpus, on one fixed day, and writes exit codes, words and digests to FILE (JSON).
``python -m tests.recording FILE --against OTHER`` lists what two recordings have different.
"""
