"""What stands on one page of a PDF: characters, rules, lines, and from lines the paragraphs of a whole document.

frame: page coordinates, turned until the text is upright. glyphs: characters with boxes. rules: the lines drawn
around cells. runs, lines: characters put together by geometry. hidden: what nobody sees. paragraphs, roles: lines put
together to what was written.
"""
