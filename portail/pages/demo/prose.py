"""The few marks of Markdown that the demonstration's texts use, turned into Wagtail's rich text.

Known: paragraphs, `## ` and `### ` titles, `- ` and `1. ` lists, `**bold**`, `*italic*`, `[words](address)`.
An address `page:articles/apl` leads to a page of the site, by its path below the home.
"""

import re
from collections.abc import Callable
from html import escape

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
ITEM = re.compile(r"(?:-|\d+\.)\s+")

PageId = Callable[[str], int]


def to_html(text: str, page_id: PageId) -> str:
    """Return rich text HTML. `page_id` gives the key of the page at a path, and raises KeyError for an unknown one."""
    return "".join(_block(block.strip("\n"), page_id) for block in re.split(r"\n\s*\n", text.strip()))


def _block(block: str, page_id: PageId) -> str:
    if heading := re.match(r"(#{2,3})\s+(.+)", block):
        level = len(heading[1])
        return f"<h{level}>{_inline(heading[2], page_id)}</h{level}>"
    if ITEM.match(block):
        tag = "ul" if block.startswith("-") else "ol"
        items = re.split(r"\n(?=(?:-|\d+\.)\s)", block)
        return (
            f"<{tag}>"
            + "".join(f"<li>{_inline(ITEM.sub('', item, count=1), page_id)}</li>" for item in items)
            + f"</{tag}>"
        )
    return f"<p>{_inline(block, page_id)}</p>"


def _inline(text: str, page_id: PageId) -> str:
    html = escape(re.sub(r"[ \n]+", " ", text).strip(" "), quote=False)  # no-break spaces stay
    html = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html)
    html = re.sub(r"\*(.+?)\*", r"<i>\1</i>", html)
    return LINK.sub(lambda link: _link(link[1], link[2], page_id), html)


def _link(words: str, address: str, page_id: PageId) -> str:
    if address.startswith("page:"):
        return f'<a linktype="page" id="{page_id(address.removeprefix("page:"))}">{words}</a>'
    return f'<a href="{address}">{words}</a>'
