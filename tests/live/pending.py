"""Tests of open workbooks that wait for the corrections of rows to be made there anew."""

PENDING = (
    "test_a_defect_is_corrected[a column renamed]",
    "test_rows_that_someone_changed_are_not_moved",
    "test_rows_do_not_move_while_a_filter_is_on",
    "test_watching_tells_what_a_colleague_types",
    "test_notes_below_the_programme_move_with_its_rows",
    "test_heights_and_notes_beside_follow_their_rows",
)
