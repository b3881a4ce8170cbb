"""What is said where a file lacks columns of its mapping."""

from collections.abc import Sequence

from comptoir.core.errors import InputError


class LackingColumnsError(InputError):
    """The mapping needs columns that the file has not, or not under these names."""

    def __init__(self, fields: Sequence[tuple[str, ...]], *sentences: object) -> None:
        self.fields = tuple(fields)
        """What is lacking, by names of FIELDS; several where one of them would do."""
        super().__init__(*sentences)
