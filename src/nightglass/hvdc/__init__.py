"""The Hall/Van de Castle system as data and arithmetic; no NLP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightglass.doors import opened_late
from nightglass.hvdc.categories import CATEGORIES, Category
from nightglass.hvdc.dreams import CodedDream, Slip, validate
from nightglass.hvdc.errors import CodeError, CodingFileError, HvdcError, SampleError, shown
from nightglass.hvdc.explaining import in_words
from nightglass.hvdc.notation import Act, Character, Feature, Fortune, Item, Unknown, parse, parse_leniently, write

if TYPE_CHECKING:
    from nightglass.hvdc.arithmetic.agreement import Agreement, agree
    from nightglass.hvdc.arithmetic.compare import Difference, Stretch, compare, over_time
    from nightglass.hvdc.arithmetic.indicators import INDICATORS, MORE, Indicator
    from nightglass.hvdc.arithmetic.norms import Norm, Norms, norms
    from nightglass.hvdc.arithmetic.profile import Effect, Profile, Row, cohen_h, h_test, profile
    from nightglass.hvdc.arithmetic.sampling import Expected, expected_errors, sampling_error
    from nightglass.hvdc.files import FORMATS, inspect_codings, read_codings, write_codings

__all__ = [
    "CATEGORIES", "FORMATS", "INDICATORS", "MORE", "Act", "Agreement", "Category", "Character", "CodeError",
    "CodedDream", "CodingFileError", "Difference", "Effect", "Expected", "Feature", "Fortune", "HvdcError",
    "Indicator", "Item", "Norm", "Norms", "Profile", "Row", "SampleError", "Slip", "Stretch", "Unknown", "agree",
    "cohen_h", "compare", "expected_errors", "h_test", "in_words", "inspect_codings", "norms", "over_time", "parse",
    "parse_leniently", "profile", "read_codings", "sampling_error", "shown", "validate", "write", "write_codings",
]  # fmt: skip

_LATER = {
    "arithmetic.agreement": ("Agreement", "agree"),
    "arithmetic.compare": ("Difference", "Stretch", "compare", "over_time"),
    "arithmetic.indicators": ("INDICATORS", "MORE", "Indicator"),
    "arithmetic.norms": ("Norm", "Norms", "norms"),
    "arithmetic.profile": ("Effect", "Profile", "Row", "cohen_h", "h_test", "profile"),
    "arithmetic.sampling": ("Expected", "expected_errors", "sampling_error"),
    "files": ("FORMATS", "inspect_codings", "read_codings", "write_codings"),
}
__getattr__ = opened_late(__name__, _LATER)  # who only reads or explains a code need not wait for numpy
