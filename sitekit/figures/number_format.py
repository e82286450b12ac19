"""How a number of a moving figure is written; `moving.js` writes it in the same way."""

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def written(value: float | str, how: int | str) -> str:
    """Write with so many decimals, as a power of ten with so many (`"e2"`), or text as it is."""
    if how == "text":
        return str(value)
    if isinstance(how, str):
        digits, _, power = f"{value:.{int(how[1:])}e}".partition("e")
        return f"{digits} × 10{str(int(power)).translate(RAISED)}".replace("-", "−")
    text = f"{value:.{how}f}"
    return (text if text.strip("-0.") else text.lstrip("-")).replace("-", "−")  # no minus before 0


def decimals(step: float) -> int:
    """Return how many decimals a number on a scale of such steps has."""
    return len(f"{step:.10f}".rstrip("0").partition(".")[2])
