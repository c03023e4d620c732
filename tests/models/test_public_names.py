import importlib
import pkgutil

from brecha import models

# A dialogue's names (Node, Option, Step) say what they are only beside their module's.
APART = ("_", "dialogue")


def test_the_package_offers_what_its_modules_offer_and_nothing_else():
    offered = set()
    for module in pkgutil.iter_modules(models.__path__):
        if not module.name.startswith(APART):
            offered |= set(importlib.import_module(f"brecha.models.{module.name}").__all__)
    assert set(models.__all__) == offered
    assert len(models.__all__) == len(set(models.__all__))
    assert all(hasattr(models, name) for name in models.__all__)
