"""What coaching and appraisals know of each other (rules 24 and 25)."""

from coaching_plans.appraisals.missing_plans import create_plans, preview_plans

__all__ = ["create_plans", "preview_plans"]
