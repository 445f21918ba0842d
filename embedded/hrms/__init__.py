"""The part of HRMS's appraisal records that the app meets."""

__version__ = "15.0.0"
