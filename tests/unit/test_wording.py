import pytest

from coaching_plans.wording import says_something


@pytest.mark.parametrize(
	"text",
	[
		None,
		"",
		"  \n\t",
		"<p></p>",
		"<p><br></p>",
		"<div class='x'>&nbsp; </div>",
		"&nbsp;",
		"\u00a0",
		"\u200b",
		"&#8203;\ufeff",
		"\u2060\u00ad",
	],
)
def test_nothing_is_said(text):
	assert not says_something(text)


@pytest.mark.parametrize(
	"text",
	["x", "0", "<p>Calm</p>", "<5 calls", "a < b", "<3", "<5 calls>", "&amp;", "مرحبا", "好", "👍", "-"],
)
def test_something_is_said(text):
	assert says_something(text)
