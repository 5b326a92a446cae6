"""Turn the YAML of a page's body into StreamField data, following the definitions of its blocks."""

import uuid
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from .prose import PageId, to_html

NAMESPACE = uuid.UUID("6f1b1c52-6a1c-4b3e-9b0e-6f7a0c1d2e3f")  # block ids are stable: a second run changes nothing

Raw = dict[str, Any]


class BodyBuilder:
    """Builds the bodies of one page; `path` tells its blocks from another page's."""

    def __init__(self, path: str, page_id: PageId):
        self.path = path
        self.page_id = page_id

    def build(self, stream: blocks.StreamBlock, entries: list[dict[str, Any]]) -> list[Raw]:
        """Return raw stream data for `[{block name: value}, …]`; ValueError names an unknown block or field."""
        return [self._stream_child(stream, entry, f"{self.path}#{rank}") for rank, entry in enumerate(entries)]

    def _stream_child(self, stream: blocks.StreamBlock, entry: dict[str, Any], where: str) -> Raw:
        ((name, value),) = entry.items()
        if name not in stream.child_blocks:
            raise ValueError(f"{where}: unknown block {name!r}")
        return {"type": name, "value": self._value(stream.child_blocks[name], value, where), "id": _id(where)}

    def _value(self, block: blocks.Block, value: Any, where: str) -> Any:
        if isinstance(block, ImageChooserBlock):
            raise ValueError(f"{where}: the demonstration has no images")
        if isinstance(block, blocks.RichTextBlock):
            return to_html(value, self.page_id)
        if isinstance(block, blocks.PageChooserBlock):
            return self.page_id(value)
        if isinstance(block, blocks.ListBlock):
            return [self._item(block, item, f"{where}.{rank}") for rank, item in enumerate(value)]
        if isinstance(block, blocks.StructBlock):
            return self._struct(block, value, where)
        return value

    def _item(self, block: blocks.ListBlock, value: Any, where: str) -> Raw:
        return {"type": "item", "value": self._value(block.child_block, value, where), "id": _id(where)}

    def _struct(self, block: blocks.StructBlock, value: dict[str, Any] | None, where: str) -> Raw:
        value = value or {}
        if unknown := value.keys() - block.child_blocks.keys():
            raise ValueError(f"{where}: unknown field {', '.join(sorted(unknown))}")
        return {name: self._value(block.child_blocks[name], item, f"{where}.{name}") for name, item in value.items()}


def _id(where: str) -> str:
    return str(uuid.uuid5(NAMESPACE, where))
