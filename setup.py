# Bench and older tools look for this file; everything else is in pyproject.toml.
import setuptools

setuptools.setup()
