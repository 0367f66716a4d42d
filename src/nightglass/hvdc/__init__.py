"""The Hall/Van de Castle system as data and arithmetic; no NLP."""

from nightglass.hvdc.agreement import Agreement, agree
from nightglass.hvdc.categories import CATEGORIES, Category
from nightglass.hvdc.compare import Difference, Stretch, compare, over_time
from nightglass.hvdc.dreams import CodedDream, Slip, validate
from nightglass.hvdc.errors import CodeError, CodingFileError, HvdcError, SampleError, shown
from nightglass.hvdc.explaining import in_words
from nightglass.hvdc.files import FORMATS, inspect_codings, read_codings, write_codings
from nightglass.hvdc.indicators import INDICATORS, MORE, Indicator
from nightglass.hvdc.norms import Norm, Norms, norms
from nightglass.hvdc.notation import Act, Character, Feature, Fortune, Item, Unknown, parse, parse_leniently, write
from nightglass.hvdc.profile import Effect, Profile, Row, cohen_h, h_test, profile
from nightglass.hvdc.sampling import Expected, expected_errors, sampling_error

__all__ = [
    "CATEGORIES", "FORMATS", "INDICATORS", "MORE", "Act", "Agreement", "Category", "Character", "CodeError",
    "CodedDream", "CodingFileError", "Difference", "Effect", "Expected", "Feature", "Fortune", "HvdcError",
    "Indicator", "Item", "Norm", "Norms", "Profile", "Row", "SampleError", "Slip", "Stretch", "Unknown", "agree",
    "cohen_h", "compare", "expected_errors", "h_test", "in_words", "inspect_codings", "norms", "over_time", "parse",
    "parse_leniently", "profile", "read_codings", "sampling_error", "shown", "validate", "write", "write_codings",
]  # fmt: skip
