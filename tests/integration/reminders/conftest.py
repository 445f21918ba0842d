import pytest

from tests import bulk_organisation as bulk
from tests.sent_reminders import PEOPLE, TUESDAY


@pytest.fixture
def organisation(site, request):
	organisation = bulk.organisation(PEOPLE, TUESDAY)
	bulk.coaching(organisation)
	bulk.outgoing_account()
	if request.node.get_closest_marker("commits"):
		# A person's failure is rolled back, and must not take the organisation with it.
		site.db.commit()
	return organisation


@pytest.fixture
def reminders(site, organisation):
	from coaching_plans import reminders

	return reminders
