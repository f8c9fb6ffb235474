"""Restoration: a slip of a hand is put into a right workbook, the corrections are made, and the
workbook must be the right one again, or still the slipped one. Never a third.

The slips (``slips``, ``hands``) were written by somebody who had read the workbook's layout and not
the rules. Here is what is measured.

**What is compared.** The cells of every table of ours, by row and column, with the type of each
value (the text 1.1 and the number 1.1 are two things); rows typed below a table; the names of the
columns; cells outside of tables; which rows are hidden or merged, which cells are computed; the
order of the rows. Not the looks, but for the colours of the labels, which are told apart. Not
Contrôle, Synthèse and Données, which motxl writes anew. A slip that changes nothing of this is no
trial.

**Which row is which** (``matching``) is decided by what rows hold, never by where they stand: the
same content, else the same Réf. and label, else the same label, else what they share that is rare.
A column is known by its name, else by what it holds.

**The right value** of a place is what it held before the slip. Of a row that the slip added, it is
what the hand left there, with three exceptions: its Réf. must be its own (a number never given
before; none is as good); its code, for an action, that of the heading above it; and a row typed
below the table may be taken into it. A blank row and a header or legend of the page pasted again
are right when they are gone; in other tables a copy is wrong as long as it is there. A correction
may write the right words in other capitals; where a slip named more themes, a usual form that says
every word and number of the slipped text is still slipped. Rows that a slip deleted are not
expected back.

**The outcome of corrections**, safe ones alone and all of them, is one of:

- *restored*: every place is right, and the rows are in the right order. Of a slip in colours alone,
  the colours; else they are told apart.
- *third*: some place is neither right nor slipped; or the rows are in an order that is neither; or
  a row that was added was moved away from where it was put. *Silent*, if no rule says anything more
  than it said of the right workbook. A mixture (part of the slip put right, part not) is a third
  state where it is silent: half a slip that nobody hears of any more.
- else it is still slipped, in whole or in part, and something is said.

*Vanished* is a label, a Réf. or a row that the slipped workbook has and the corrected one has
nowhere, unless what stands in its place is right.

**What motxl keeps for itself**: Ordre counts as a means, not as cells: where a table was sorted and
its Ordre would have given the right order back, it must still do so, or the order must be right.
The highest Réf. may only grow. The colours used so far do not count. A slip in nothing but these is
no trial: motxl puts them right by itself.

**Told**: validate says something new of it, not accepted, *about it*: on a row that the slip
touched (or one beside the place that a row left), or naming a code, Réf., cell or value that the
slip changed, or on a row that holds such a value, or, where a whole column or a good part of a
table was changed, on that sheet. A workbook that is refused with a sentence is told. New is what
was not said of the right workbook, by rule, Réf. and subject. In a pair, both must be told.

Not expected to be told: what was meant; *prose*, a change in nothing but what people write as they
like (the words of a label, its capitals, Calendrier, names of persons and places); the Pilote of
few rows that is another one of the column, or empty; and what leaves a workbook that could just as
well be right (``slips.plausible``), as somebody judged who knew the layout and not the rules, one
of thirty kinds.

**False alarm**: a new finding that is not about any slip, as above. In an edit that was *meant*
(a row added, a block moved, words changed), any finding above "for information" that does not point
to ``renumber``, which is what is to be done after rows were moved.

**Meant** edits have no rate of restoration: the slipped workbook is the right one, and *safe* and
*all* say in how many it was kept: nothing changed but the Réf. of new rows and the codes of actions
that follow their heading.

**Lossy** slips (a label emptied, a row deleted) cannot be put right from the workbook; they must be
told, and nothing more of them may be lost.

**Pairs**: two slips, made one after the other, which meet in no cell. Each may be put right without
the other.

**Foreign workbooks** (``two``, ``headonly``) are read with ``--columns``. An action without a code
may get the code of the heading above, and the gap that is truly there may be closed.
"""
