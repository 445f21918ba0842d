import pytest

from tests import factories


@pytest.fixture
def plan(firm):
	plan = factories.active_plan(firm)
	factories.held_session(firm, plan)
	return plan
