"""What coaching and appraisals know of each other (rules 24 and 25)."""

from coaching_plans.appraisals.cycle_coverage import coverage_of_cycle
from coaching_plans.appraisals.missing_plans import create_plans, preview_plans
from coaching_plans.appraisals.year import reflection_on, year_of

__all__ = ["coverage_of_cycle", "create_plans", "preview_plans", "reflection_on", "year_of"]
