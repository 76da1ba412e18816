"""A made-up 支出决算表 drawn as a PDF: fully ruled, with rules between columns only, or with none."""

from collections.abc import Sequence

from tests.unit.extractors.formats.drawn_pdfs import HEIGHT, WIDTH, Sheet, draw

ROWS = [
    ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"),
    ("", "合计", "1,205.00", "905.00", "300.00"),
    ("201", "一般公共服务支出", "905.00", "805.00", "100.00"),
    ("20106", "财政事务", "905.00", "805.00", "100.00"),
    ("2010601", "行政运行", "805.00", "805.00", ""),
    ("2010602", "一般行政管理事务", "100.00", "", "100.00"),
    ("221", "住房保障支出", "300.00", "100.00", "200.00"),
    ("22102", "住房改革支出", "300.00", "100.00", "200.00"),
    ("2210201", "住房公积金", "300.00", "100.00", "200.00"),
]
AMOUNTS = sorted(amount for row in ROWS[1:] for amount in row[2:] if amount)
_XS = (60, 130, 300, 380, 460, 540)
_TOP, _STEP = 114, 22


def draw_table(
    rules: str = "all",
    rows: Sequence[Sequence[str]] = ROWS,
    size: tuple[float, float] = (WIDTH, HEIGHT),
    rotate: int = 0,
) -> bytes:
    """A page with title, unit and table. rules: `all`, `columns` (and a frame around the header), `none`."""

    def page(sheet: Sheet) -> None:
        sheet.text(240, 80, "支出决算表", 16)
        sheet.text(450, 100, "单位：万元", 10)
        for k, row in enumerate(rows):
            for x, words in zip(_XS, row, strict=False):
                if words:
                    sheet.text(x, _TOP + 16 + _STEP * k, words, 10)
        bottom = _TOP + _STEP * len(rows)
        for x in _XS if rules != "none" else ():
            sheet.stroke(x - 4, _TOP, x - 4, bottom)
        levels = {"all": [_TOP + _STEP * k for k in range(len(rows) + 1)], "columns": [_TOP, _TOP + _STEP, bottom]}
        for y in levels.get(rules, []):
            sheet.stroke(_XS[0] - 4, y, _XS[-1] - 4, y)

    return draw(page, size=size, rotate=rotate)
