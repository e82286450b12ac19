"""Format the numbers of interactive figures exactly as `moving.js` does."""

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def written(value: float | str, how: int | str) -> str:
    """Return a number with `how` decimals or in scientific notation (`"e2"`); text unchanged."""
    if how == "text":
        return str(value)
    if isinstance(how, str):
        digits, _, power = f"{value:.{int(how[1:])}e}".partition("e")
        return f"{digits} × 10{str(int(power)).translate(RAISED)}".replace("-", "−")
    text = f"{value:.{how}f}"
    return (text if text.strip("-0.") else text.lstrip("-")).replace("-", "−")  # no minus before 0


def decimals(step: float) -> int:
    """Return the number of decimals that values on a scale with this step need."""
    return len(f"{step:.10f}".rstrip("0").partition(".")[2])
