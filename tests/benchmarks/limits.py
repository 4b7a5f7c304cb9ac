"""What was measured, each line against its limit."""

from dataclasses import dataclass, field


@dataclass
class Limits:
    """Prints each line as it is told, and in the end fails for those that are missed."""

    missed: list[str] = field(default_factory=list)

    def tell(self, what: str, measured: float, most: float, *, told: str = "") -> None:
        """Print a measured figure beside the most that it may be."""
        is_held = measured <= most
        line = f"{what}: {measured:.3f}, at most {most:g}"
        print(f"  {'PASS  ' if is_held else 'MISSED'} {line}{f' ({told})' if told else ''}", flush=True)
        if not is_held:
            self.missed.append(line)

    def check(self) -> None:
        """Fail if a limit was missed."""
        assert not self.missed, "; ".join(self.missed)
