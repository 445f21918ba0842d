import pytest

from tests import factories


@pytest.fixture
def firm(site):
	"""The people of `factories.FIRM`: everyone in, near and outside the circle of one mentee."""
	return factories.firm()


@pytest.fixture
def by(firm, as_user):
	"""`with by("manager"):` runs the block as that person of the firm."""
	return lambda name: as_user(getattr(firm, name).user)
