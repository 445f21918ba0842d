import pytest

from coaching_plans.coaching_plans.doctype.competency_assessment.competency_assessment import start_discussion
from tests import competency_people as build


@pytest.fixture
def everyone(site):
	return build.people()


@pytest.fixture
def plan(everyone):
	return build.plan(everyone.mentee)


@pytest.fixture
def pair(everyone, plan, as_user):
	return build.revealed(everyone, as_user, "mentee", plan.name)


@pytest.fixture
def draft(pair, everyone, plan, as_user):
	with as_user(everyone.manager.user):
		return build.assessment(start_discussion(everyone.mentee.employee, plan=plan.name))
