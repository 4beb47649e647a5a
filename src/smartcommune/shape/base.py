"""What every shape is: a strict table of keys, each with what it is for in Vietnamese and in English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from pydantic import BaseModel, ConfigDict, Discriminator, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema

# Tags of unions stand between these marks, so that no key of a file can be taken for one.
TAG: Final = "‹{}›"


def table_or(plain: str, table: str) -> Discriminator:
    """Tells by their tags what is a table from what stands there without one."""
    return Discriminator(lambda value: TAG.format(table if isinstance(value, dict) else plain))


class Shape(BaseModel):
    """Strict and frozen; an unknown key is a problem. `vi` is the docstring in Vietnamese."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)
    _vi: ClassVar[str] = ""

    def __init_subclass__(cls, vi: str, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._vi = vi

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**{key: value for key, value in kwargs.items() if key != "vi"})

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler(core_schema)
        handler.resolve_ref_schema(schema)["description"] = f"{cls._vi} / {cls.__doc__}"
        return schema

    def items(self) -> Iterator[tuple[str, Any]]:
        """The keys that were given, as files name them, with their values."""
        names = {name: field.alias or name for name, field in type(self).model_fields.items()}
        return ((names.get(name, name), value) for name, value in self if value is not None)


def said(vi: str, en: str, default: Any = ..., **more: Any) -> Any:
    """A key with what it is for in both languages; one with a default may be left out."""
    return Field(default, description=f"{vi} / {en}", **more)
