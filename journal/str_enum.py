"""``enum.StrEnum`` without ``enum``, which a command waits for as long as for a third of an interpreter."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from enum import StrEnum
else:

    class _Members(type):
        """Makes a class of texts whose members are the texts in its body, in their order."""

        def __new__(cls, name, bases, body):
            texts = {each: text for each, text in body.items() if type(text) is str and not each.startswith("_")}
            rest = {each: value for each, value in body.items() if each not in texts}
            made = super().__new__(cls, name, bases, rest)
            made._by_text = {text: made._made(each, text) for each, text in texts.items()}
            for member in made:
                setattr(made, member.name, member)
            return made

        def __call__(cls, text):
            """The member with this text; raises ValueError where there is none."""
            try:
                return cls._by_text[text]
            except (KeyError, TypeError):
                raise ValueError(f"{text!r} is not a valid {cls.__name__}") from None

        def __iter__(cls):
            return iter(cls._by_text.values())

        def __len__(cls):
            return len(cls._by_text)

    class StrEnum(str, metaclass=_Members):
        @classmethod
        def _made(cls, name, text):
            member = str.__new__(cls, text)
            member.name, member.value = name, text
            return member

        def __repr__(self):
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

        def __reduce__(self):
            """What it is copied and pickled by: there is one of each."""
            return type(self), (self.value,)


__all__ = ["StrEnum"]
