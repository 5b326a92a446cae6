"""A StreamField whose block definitions stay out of migrations."""

from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """Wagtail's StreamField, described to migrations as an empty list of blocks.

    The column is JSON whatever the blocks are, so spelling them out in migrations only makes thousands of noisy lines.
    The price: a data migration must read and write the raw JSON (`value.raw_data`), not the blocks.
    """

    def __init__(self, block_types=(), use_json_field=True, block_lookup=None, **kwargs):
        super().__init__(block_types, use_json_field=use_json_field, block_lookup=block_lookup, **kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
