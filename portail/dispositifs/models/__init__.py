from .dispositif import Dispositif
from .etape import Etape

__all__ = ["Dispositif", "Etape"]
