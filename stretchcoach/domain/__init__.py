"""Values that all packages share: sides, holds, breaths, feelings, muscles, ranges, easing."""
