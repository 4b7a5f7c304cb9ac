import pytest

from exchange.parties.rules.ror import COLUMNS, RowProblem
from exchange.parties.rules.ror_file import FileRefusedError, read

HEADER = ",".join(COLUMNS)


def line(
    ror_id: str = "https://ror.org/023m51b03", name: str = "Cancer Council Victoria", status: str = "active"
) -> str:
    return f"{ror_id},{name},,,nonprofit,{status},AU,Melbourne,,,,v2,v1.56"


def test_read_keeps_order_and_ignores_other_columns() -> None:
    content = read(
        [
            f"lat,{HEADER}\n",
            f"1,{line()}\n",
            f"2,{line('https://ror.org/0499dwk57', 'Roswell Park')}\n",
        ]
    )
    assert [record.name for record in content.records] == ["Cancer Council Victoria", "Roswell Park"]
    assert (content.repeated, content.problems, content.rejected) == (0, (), 0)


def test_read_counts_a_repeated_row() -> None:
    content = read([HEADER + "\n", line() + "\n", line() + "\n"])
    assert (len(content.records), content.repeated, content.problems) == (1, 1, ())


def test_read_rejects_a_contradicting_row() -> None:
    content = read([HEADER + "\n", line() + "\n", line(status="inactive") + "\n"])
    assert len(content.records) == 1
    assert content.problems == (
        RowProblem(3, "ror_id", "https://ror.org/023m51b03", "row 2 says something else about this organisation"),
    )


def test_read_counts_rejected_rows_and_not_problems() -> None:
    content = read([HEADER + "\n", line(name="", status="gone") + "\n"])
    assert (len(content.problems), content.rejected, content.records) == (2, 1, ())


def test_read_numbers_rows_by_line() -> None:
    content = read(
        [HEADER + "\n", line(name='"Two\n', status="active"), 'lines"' + line()[25:] + "\n", line(name="") + "\n"]
    )
    assert [problem.row for problem in content.problems][-1] == 4


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (line() + ",more", RowProblem(2, "", "more", "more values than the header has columns")),
        (line().rpartition(",")[0], RowProblem(2, "release", "", "fewer values than the header has columns")),
    ],
)
def test_read_rejects_a_ragged_row(row: str, problem: RowProblem) -> None:
    assert read([HEADER + "\n", row + "\n"]).problems == (problem,)


def test_read_refuses_a_file_without_the_columns() -> None:
    with pytest.raises(FileRefusedError, match="lacks names_other, acronyms"):
        read(["ror_id,name,types,status,country_code,city,website,isni,successors,schema,release\n"])


def test_read_refuses_an_empty_file() -> None:
    with pytest.raises(FileRefusedError, match="lacks ror_id"):
        read([])


def test_read_refuses_what_is_not_csv() -> None:
    with pytest.raises(FileRefusedError, match="Line 2 is not CSV"):
        read([HEADER + "\n", '"open\n'])
